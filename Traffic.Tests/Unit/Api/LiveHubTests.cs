using System.Text;
using Confluent.Kafka;
using Traffic.Api.Http;
using Traffic.Api.Live;
using Traffic.Feeds;
using Traffic.Kafka;
using Traffic.Streaming.Declarations;
using Traffic.Tests.Unit.Streaming;

namespace Traffic.Tests.Unit.Api;

public sealed class LiveHubTests
{
    private static readonly Topic Windows = new TopicCatalogue(FeedCatalogue.Default.Feeds, KafkaOptions.DefaultApplicationId)
        .Topics.First(t => t.Name == "roads.passages.1m.windows");

    private readonly LiveHub _hub = new(new ManualTime(DateTimeOffset.UnixEpoch));

    [Fact]
    public void Take_WindowThatChangedAgain_IsGivenOnceWithItsLatestContent()
    {
        var subscription = Subscribe();
        Open(ends: [0, 0]);
        Publish((0, 0, "k1", "a"), (0, 1, "k2", "b"), (0, 2, "k1", "c"), (1, 0, "k3", "d"));
        Assert.Equal(["c", "b", "d"], Data(subscription));
        Assert.Empty(Data(subscription));
        Publish((0, 3, "k1", "e"));
        Assert.Equal(["e"], Data(subscription));
    }

    [Fact]
    public void Take_NewConnection_HearsOnlyWhatComesAfterIt()
    {
        var subscription = Subscribe();
        // The tail begins before the end, for those who resume.
        Open(ends: [2, 0]);
        Publish((0, 0, "k1", "old"), (0, 1, "k2", "old"), (0, 2, "k3", "new"));
        Assert.Equal(["new"], Data(subscription));
    }

    [Fact]
    public void Subscribe_WithVector_GoesOnWhereTheConnectionBroke()
    {
        var first = Subscribe();
        Open(ends: [0, 0]);
        Publish((0, 0, "k1", "a"), (1, 0, "k2", "b"));
        var id = _hub.Take(first).Id!.ToString();
        _hub.Unsubscribe(first);
        Publish((0, 1, "k1", "c"), (1, 1, "k3", "d"));

        var resumed = Subscribe(id);
        var batch = _hub.Take(resumed);
        Assert.False(batch.Reset);
        Assert.Equal(["c", "d"], batch.Messages.Select(m => Encoding.UTF8.GetString(m.Data)));
        Assert.Equal([2, 2], batch.Id!.Next[Windows.Name]);
    }

    [Fact]
    public void Subscribe_WithVectorOfAnotherLog_IsReset()
    {
        Open(ends: [5, 5], starts: [3, 3]);
        var tooOld = _hub.Take(Subscribe(Vector(1, 5)));
        Assert.True(tooOld.Reset);
        var fromTheFuture = _hub.Take(Subscribe(Vector(5, 99)));
        Assert.True(fromTheFuture.Reset);
        var otherPartitions = _hub.Take(Subscribe(Vector(5, 5, 5)));
        Assert.True(otherPartitions.Reset);
        Assert.False(_hub.Take(Subscribe(Vector(3, 5))).Reset);
    }

    [Fact]
    public void Take_BeforeTheTailIsOpen_HasNoId()
    {
        var subscription = Subscribe();
        Assert.Null(_hub.Take(subscription).Id);
        Assert.Equal(Windows.Name, Assert.Single(_hub.Missing()).Name);
        Open(ends: [4, 0]);
        // Records that are read for others only are behind this connection.
        Assert.Equal([4, 0], _hub.Take(subscription).Id!.Next[Windows.Name]);
        Assert.Empty(_hub.Missing());
    }

    [Fact]
    public void Add_MoreThanAConnectionCanHold_ResetsIt()
    {
        var subscription = Subscribe();
        Open(ends: [0, 0]);
        Publish([.. Enumerable.Range(0, LiveSubscription.MaxPending + 1).Select(i => (0, (long)i, $"k{i}", "x"))]);
        var batch = _hub.Take(subscription);
        Assert.True(batch.Reset);
        Assert.Empty(batch.Messages);
        Publish((0, LiveSubscription.MaxPending + 1, "k", "after"));
        Assert.Equal(["after"], Data(subscription));
    }

    [Fact]
    public void Add_MessageThatFiltersExclude_IsLeftOut()
    {
        var field = Records.Passages.Field("vehicle_type");
        var subscription = _hub.Subscribe(new LiveQuery([Windows], [new FieldFilter(field, ["truck"], new[] { "truck" })]), null);
        Open(ends: [0, 0]);
        Publish((0, 0, "k1", "car"), (0, 1, "k2", "truck"));
        Assert.Equal(["truck"], Data(subscription));
    }

    [Fact]
    public void Lose_TellsAllConnectionsToReadAgain()
    {
        var subscription = Subscribe();
        Open(ends: [0, 0]);
        _hub.Lose();
        Assert.True(_hub.Take(subscription).Reset);
        Assert.Single(_hub.Missing());
    }

    [Fact]
    public void TopicLog_BeyondItsBytes_ForgetsTheOldest()
    {
        var log = new TopicLog(Windows, [0], [0]);
        for (var i = 0; i < 10; i++)
        {
            var place = new TopicPartitionOffset(Windows.Name, 0, i);
            log.Add(place, new LiveMessage(place, "window", $"k{i}", new byte[TopicLog.MaxBytes / 4], new Dictionary<string, string>()));
        }

        Assert.False(log.Has([5]));
        Assert.True(log.Has([6]));
        Assert.Equal(4, log.From([6]).Count());
    }

    private static string Vector(params long[] next) => new LiveVector(new Dictionary<string, long[]> { [Windows.Name] = next }).ToString();

    private LiveSubscription Subscribe(string? lastEventId = null) => _hub.Subscribe(new LiveQuery([Windows], []), LiveVector.TryParse(lastEventId));

    private void Open(long[] ends, long[]? starts = null) => _hub.Open(new TopicLog(Windows, starts ?? new long[ends.Length], ends));

    private void Publish(params (int Partition, long Offset, string Key, string Data)[] records) => _hub.Publish([.. records.Select(r =>
    {
        var place = new TopicPartitionOffset(Windows.Name, r.Partition, r.Offset);
        return (place, (LiveMessage?)new LiveMessage(
            place, "window", r.Key, Encoding.UTF8.GetBytes(r.Data), new Dictionary<string, string> { ["vehicle_type"] = r.Data }));
    })]);

    private List<string> Data(LiveSubscription subscription) =>
        [.. _hub.Take(subscription).Messages.Select(m => Encoding.UTF8.GetString(m.Data))];
}
