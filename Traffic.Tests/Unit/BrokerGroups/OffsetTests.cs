using Traffic.Kafka.Protocol;

namespace Traffic.Tests.Unit.BrokerGroups;

public sealed class OffsetTests : IDisposable
{
    private readonly Coordinator _coordinator = new();

    public void Dispose() => _coordinator.Dispose();

    [Fact]
    public void Commit_WithoutMembers_NeedsNoGeneration()
    {
        Assert.Equal(ErrorCode.None, _coordinator.Commit("", -1, 5));
        Assert.Equal(5, _coordinator.Committed().CommittedOffset);
        Assert.Equal(-1, _coordinator.Committed(1).CommittedOffset);
    }

    [Fact]
    public async Task Commit_WithoutGeneration_IsRefusedWhileThereAreMembers()
    {
        var (id, joining) = await _coordinator.JoinNew();
        await joining;
        Assert.Equal(ErrorCode.UnknownMemberId, _coordinator.Commit("", -1, 5));
        Assert.Equal(ErrorCode.RebalanceInProgress, _coordinator.Commit(id, 1, 5));
        await _coordinator.Sync(id, 1);
        Assert.Equal(ErrorCode.None, _coordinator.Commit(id, 1, 5));
        Assert.Equal(ErrorCode.UnknownMemberId, _coordinator.Commit("stranger", 1, 6));
        Assert.Equal(5, _coordinator.Committed().CommittedOffset);
    }

    [Fact]
    public void Commit_WithAGenerationOfAGroupThatIsGone_IsRefused() => Assert.Equal(ErrorCode.IllegalGeneration, _coordinator.Commit("m", 3, 5));

    [Fact]
    public void Commit_ForWhatDoesNotExist_IsRefused()
    {
        Assert.Equal(ErrorCode.UnknownTopicOrPartition, _coordinator.Commit("", -1, 5, partition: 2));
        Assert.Equal(ErrorCode.UnknownTopicOrPartition, _coordinator.Commit("", -1, 5, topic: "no"));
        Assert.Equal(ErrorCode.OffsetMetadataTooLarge, _coordinator.Commit("", -1, 5, metadata: new string('m', 5000)));
        Assert.Equal(-1, _coordinator.Committed().CommittedOffset);
    }

    [Fact]
    public void Commit_Last_WinsAfterARestart()
    {
        for (var offset = 0; offset < 100; offset++)
        {
            _coordinator.Commit("", -1, offset, offset % 2);
        }

        _coordinator.Restart();
        Assert.Equal((98L, 99L), (_coordinator.Committed().CommittedOffset, _coordinator.Committed(1).CommittedOffset));
    }
}
