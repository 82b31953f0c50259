using System.Text;
using Traffic.Embedded.Broker.Groups;
using Traffic.Kafka.Protocol;

namespace Traffic.Tests.Unit.BrokerGroups;

public sealed class RebalanceTests : IDisposable
{
    private readonly Coordinator _coordinator = new();

    public void Dispose() => _coordinator.Dispose();

    [Fact]
    public async Task Join_FirstMember_LeadsTheFirstGeneration()
    {
        var (id, joining) = await _coordinator.JoinNew("topics");
        var joined = (await joining)!;
        Assert.Equal((ErrorCode.None, 1, id, id, "range"), (joined.ErrorCode, joined.GenerationId, joined.MemberId, joined.Leader, joined.ProtocolName));
        Assert.Equal([(id, "topics")], joined.Members.Select(m => (m.MemberId, Encoding.UTF8.GetString(m.Metadata.Span))));
    }

    [Fact]
    public async Task Join_OldClientWithoutId_JoinsAtOnce() => Assert.Equal(ErrorCode.None, (await _coordinator.Join("", version: 3))!.ErrorCode);

    [Fact]
    public async Task Join_SecondMember_WaitsForTheFirstToRejoin()
    {
        var first = await StableAsync();
        var (second, joining) = await _coordinator.JoinNew();
        Assert.False(joining.IsCompleted);
        Assert.Equal(ErrorCode.RebalanceInProgress, _coordinator.Heartbeat(first, 1));
        var again = (await _coordinator.Join(first))!;
        var joined = (await joining)!;
        Assert.Equal((2, first, 2), (again.GenerationId, again.Leader, again.Members.Count));
        Assert.Equal((2, first, 0), (joined.GenerationId, joined.Leader, joined.Members.Count));

        var waiting = _coordinator.Sync(second, 2);
        Assert.False(waiting.IsCompleted);
        await _coordinator.Sync(first, 2, (first, "a"), (second, "b"));
        Assert.Equal("b", Encoding.UTF8.GetString((await waiting)!.Assignment.Span));
        Assert.Equal(ErrorCode.None, _coordinator.Heartbeat(second, 2));
        Assert.Equal(GroupState.Stable, _coordinator.Group.State);
    }

    [Fact]
    public async Task Join_OtherProtocols_IsRefused()
    {
        await StableAsync();
        Assert.Equal(ErrorCode.UnknownMemberId, (await _coordinator.Join("nobody"))!.ErrorCode);
        Assert.False(_coordinator.Group.Supports("consumer", [new MemberProtocol("sticky", default)]));
        Assert.False(_coordinator.Group.Supports("connect", [new MemberProtocol("range", default)]));
        Assert.True(_coordinator.Group.Supports("consumer", [new MemberProtocol("sticky", default), new MemberProtocol("range", default)]));
    }

    [Fact]
    public async Task Member_SilentForItsSession_IsRemoved()
    {
        var first = await StableAsync();
        _coordinator.Clock.Advance(Coordinator.SessionMs - 1);
        Assert.Equal(ErrorCode.None, _coordinator.Heartbeat(first, 1));
        _coordinator.Clock.Advance(Coordinator.SessionMs - 1);
        Assert.Single(_coordinator.Group.Members);
        _coordinator.Clock.Advance(2);
        Assert.Empty(_coordinator.Group.Members);
        Assert.Equal(GroupState.Empty, _coordinator.Group.State);
        Assert.Equal(ErrorCode.UnknownMemberId, _coordinator.Heartbeat(first, 1));
    }

    [Fact]
    public async Task Member_NotRejoiningInTime_IsLeftOut()
    {
        var first = await StableAsync();
        var (second, joining) = await _coordinator.JoinNew();
        for (var waited = 0; waited < Coordinator.RebalanceMs; waited += 5000)
        {
            Assert.False(joining.IsCompleted);
            Assert.Equal(ErrorCode.RebalanceInProgress, _coordinator.Heartbeat(first, 1));
            _coordinator.Clock.Advance(5000);
        }

        Assert.Equal((2, second), ((await joining)!.GenerationId, (await joining)!.Leader));
        Assert.Equal([second], _coordinator.Group.Members.Keys);
    }

    [Fact]
    public async Task Leader_NotSyncingInTime_IsRemovedAndTheOthersJoinAgain()
    {
        var first = await StableAsync();
        var (second, joining) = await _coordinator.JoinNew();
        await _coordinator.Join(first);
        await joining;
        var waiting = _coordinator.Sync(second, 2);
        for (var waited = 0; waited < Coordinator.RebalanceMs; waited += 5000)
        {
            Assert.False(waiting.IsCompleted);
            _coordinator.Heartbeat(first, 2);
            _coordinator.Clock.Advance(5000);
        }

        Assert.Equal(ErrorCode.RebalanceInProgress, (await waiting)!.ErrorCode);
        Assert.Equal(second, (await _coordinator.Join(second))!.Leader);
    }

    [Fact]
    public async Task Leave_LastMember_EmptiesTheGroup()
    {
        var first = await StableAsync();
        Assert.Equal(ErrorCode.None, _coordinator.Leave(first));
        Assert.Equal((GroupState.Empty, 2), (_coordinator.Group.State, _coordinator.Group.Generation));
        Assert.Equal(ErrorCode.UnknownMemberId, _coordinator.Leave(first));
    }

    [Fact]
    public async Task Leave_WhileOthersWait_LetsThemGoOn()
    {
        var first = await StableAsync();
        var (second, joining) = await _coordinator.JoinNew();
        Assert.False(joining.IsCompleted);
        _coordinator.Leave(first);
        Assert.Equal(second, (await joining)!.Leader);
    }

    [Fact]
    public async Task PendingId_NeverJoinedWith_IsForgotten()
    {
        var first = await StableAsync();
        var id = (await _coordinator.Join(""))!.MemberId;
        _coordinator.Heartbeat(first, 1);
        _coordinator.Clock.Advance(Coordinator.SessionMs - 1);
        _coordinator.Heartbeat(first, 1);
        _coordinator.Clock.Advance(2);
        Assert.Equal(ErrorCode.UnknownMemberId, (await _coordinator.Join(id))!.ErrorCode);
    }

    [Fact]
    public async Task Requests_OfAnotherGeneration_AreRefused()
    {
        var first = await StableAsync();
        Assert.Equal(ErrorCode.IllegalGeneration, _coordinator.Heartbeat(first, 0));
        Assert.Equal(ErrorCode.IllegalGeneration, (await _coordinator.Sync(first, 2))!.ErrorCode);
        Assert.Equal(ErrorCode.IllegalGeneration, _coordinator.Commit(first, 2, 5));
        Assert.Equal(ErrorCode.None, _coordinator.Commit(first, 1, 5));
    }

    [Fact]
    public async Task Join_ByAStableFollower_GivesTheSameGeneration()
    {
        var first = await StableAsync();
        var (second, joining) = await _coordinator.JoinNew();
        await _coordinator.Join(first);
        await joining;
        await _coordinator.Sync(first, 2, (first, "a"), (second, "b"));
        Assert.Equal(2, (await _coordinator.Join(second))!.GenerationId);
        Assert.Equal("b", Encoding.UTF8.GetString((await _coordinator.Sync(second, 2))!.Assignment.Span));
        Assert.False(_coordinator.Join(second, subscription: "changed").IsCompleted);
        Assert.Equal(GroupState.PreparingRebalance, _coordinator.Group.State);
    }

    [Fact]
    public async Task StaticMember_Back_FencesItsFormerSelf()
    {
        var old = (await _coordinator.Join("", instance: "i"))!.MemberId;
        await _coordinator.Sync(old, 1, (old, "a"));
        var back = (await _coordinator.Join("", instance: "i"))!;
        Assert.Equal((ErrorCode.None, 1, true), (back.ErrorCode, back.GenerationId, back.SkipAssignment));
        Assert.NotEqual(old, back.MemberId);
        Assert.Equal(ErrorCode.FencedInstanceId, _coordinator.Heartbeat(old, 1, instance: "i"));
        Assert.Equal("a", Encoding.UTF8.GetString((await _coordinator.Sync(back.MemberId, 1))!.Assignment.Span));
    }

    [Fact]
    public async Task InitialDelay_GathersMembersForTheFirstGeneration()
    {
        using var coordinator = new Coordinator(initialDelayMs: 3000);
        var (first, joining) = await coordinator.JoinNew();
        coordinator.Clock.Advance(2000);
        var (_, alsoJoining) = await coordinator.JoinNew();
        Assert.False(joining.IsCompleted);
        coordinator.Clock.Advance(1000);
        Assert.Equal((1, 2), ((await joining)!.GenerationId, (await joining)!.Members.Count));
        Assert.Equal(first, (await alsoJoining)!.Leader);
    }

    [Fact]
    public async Task Restart_MembersAndOffsetsAreAsBefore()
    {
        var first = await StableAsync();
        _coordinator.Commit(first, 1, 17, metadata: "m");
        _coordinator.Restart();
        Assert.Equal((GroupState.Stable, 1), (_coordinator.Group.State, _coordinator.Group.Generation));
        Assert.Equal(ErrorCode.None, _coordinator.Heartbeat(first, 1));
        Assert.Equal("a", Encoding.UTF8.GetString((await _coordinator.Sync(first, 1))!.Assignment.Span));
        Assert.Equal((17L, "m"), (_coordinator.Committed().CommittedOffset, _coordinator.Committed().Metadata));
        _coordinator.Clock.Advance(Coordinator.SessionMs + 1);
        Assert.Equal(GroupState.Empty, _coordinator.Group.State);
    }

    /// <summary>A stable group of one member, in generation 1.</summary>
    private async Task<string> StableAsync()
    {
        var (id, joining) = await _coordinator.JoinNew();
        await joining;
        Assert.Equal(ErrorCode.None, (await _coordinator.Sync(id, 1, (id, "a")))!.ErrorCode);
        return id;
    }
}
