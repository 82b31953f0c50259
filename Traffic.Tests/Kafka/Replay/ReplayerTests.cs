using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Traffic.Cli.Replay;
using Traffic.Feeds;
using Traffic.Kafka;
using Traffic.Tests.Unit.Replay;

namespace Traffic.Tests.Kafka.Replay;

public sealed class ReplayerTests(RoadsTopics kafka) : IClassFixture<RoadsTopics>, IDisposable
{
    private readonly ReplayText _files = new();

    [Fact]
    public async Task Replay_RepeatedAndResumed_SendsTheSameRecordsUnderTheSameNumbers()
    {
        var run = Passages(600, badLine: true);
        await ReplayAsync(run, limit: 250);
        var cut = Sent(run);
        Assert.Equal(250, cut.Count);
        Assert.DoesNotContain("end", Controls(run));

        await ReplayAsync(run);
        var resumed = Sent(run);
        Assert.Equal(250 + 600, resumed.Count);
        await ReplayAsync(run);
        var repeated = Sent(run);
        Assert.Equal(250 + 600 + 600, repeated.Count);

        // Whatever comes again has the place and content it had.
        var whole = repeated.Distinct().ToList();
        Assert.Equal(600, whole.Count);
        Assert.Equal(Enumerable.Range(1, 600), whole.Select(r => r.Sequence).Order());
        Assert.Subset(whole.ToHashSet(), cut.ToHashSet());
    }

    [Fact]
    public async Task Replay_Records_AreInOrderOfTimeBetweenBeginAndEndOfEveryPartition()
    {
        var run = Passages(300, badLine: false);
        await ReplayAsync(run);
        var partitions = kafka.Read("roads.passages.raw.").Where(r => RoadsTopics.Header(r, HeaderNames.Run) == run.Name).GroupBy(r => r.TopicPartition).ToList();
        // Four roads and the topic of all others.
        Assert.Equal(5 * 4, partitions.Count);
        Assert.All(partitions, p =>
        {
            Assert.Equal("begin", RoadsTopics.Header(p.First(), HeaderNames.Control));
            Assert.Equal("end", RoadsTopics.Header(p.Last(), HeaderNames.Control));
            Assert.Equal(p.Count() - 2, p.Count(r => RoadsTopics.Header(r, HeaderNames.Control) is null));
            var numbers = p.Skip(1).SkipLast(1).Select(Sequence).ToList();
            Assert.Equal(numbers.Order(), numbers);
        });
        var topics = Sent(run).GroupBy(r => r.Topic).ToDictionary(t => t.Key, t => t.Count());
        Assert.Equal(100, topics["roads.passages.raw.Downtown_Dubai-Sheikh_Zayed_Road"]);
        Assert.Equal(100, topics["roads.passages.raw.Al_Barsha-Umm_Suqeim_Road"]);
        Assert.Equal(100, topics["roads.passages.raw.other"]);
    }

    [Fact]
    public async Task Replay_LineThatCantBeConverted_IsOneDeadLetterHoweverOftenItIsReplayed()
    {
        var run = Passages(20, badLine: true);
        await ReplayAsync(run);
        await ReplayAsync(run);
        var letter = Assert.Single(kafka.Read("roads.passages.dlq"), r => RoadsTopics.Header(r, HeaderNames.Run) == run.Name);
        Assert.Equal("not a record", Encoding.UTF8.GetString(letter.Message.Value!));
        Assert.Equal(
            ("unparseable", "replay", run.Title, "21", "1"),
            (RoadsTopics.Header(letter, HeaderNames.Reason), RoadsTopics.Header(letter, HeaderNames.Stage), RoadsTopics.Header(letter, HeaderNames.SourceTopic),
                RoadsTopics.Header(letter, HeaderNames.SourceOffset), RoadsTopics.Header(letter, HeaderNames.Attempt)));
    }

    public void Dispose() => _files.Dispose();

    private async Task ReplayAsync(ReplayRun run, long limit = long.MaxValue)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var connection = new KafkaConnection(kafka.Broker.BootstrapServers, FeedCatalogue.Default, TimeProvider.System);
        var references = await connection.ReadReferencesAsync(ReplayText.Roads, cancellationToken);
        var progress = new ReplayProgress();
        var sent = await new Replayer(connection, ReplayText.Roads, references, null, TimeProvider.System).ReplayAsync(run, limit, progress, cancellationToken);
        Assert.Equal((Math.Min(limit, run.Records), sent), (sent, progress.Acknowledged));
    }

    /// <summary>Records of three roads in turn, newest first, so that they must be sorted; every file is a run of its own.</summary>
    private ReplayRun Passages(int count, bool badLine)
    {
        string[] roads = ["\"Downtown_Dubai\",\"road\":\"Sheikh_Zayed_Road\"", "\"Al Barsha\",\"road\":\"Umm Suqeim Road\"", "\"Else\",\"road\":\"Where\""];
        var start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var lines = Enumerable.Range(0, count).Reverse().Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"region":{{roads[i % 3]}},"direction":0,"timestamp":"{{start.AddSeconds(i):s}}","vehicle_type":"Car","lane":{{1 + (i % 2)}},"velocity":{{i}} }"""));
        var source = ReplaySource.Open(
            ReplayText.Roads, _files.Write($"{count}.ndjson", string.Join('\n', badLine ? lines.Append("not a record") : lines)), null, new Dictionary<string, string>());
        source.Inspect(TestContext.Current.CancellationToken);
        return ReplayRun.Of([source], null);
    }

    private List<Record> Sent(ReplayRun run) =>
    [
        .. kafka.Read("roads.passages.raw.")
            .Where(r => RoadsTopics.Header(r, HeaderNames.Run) == run.Name && RoadsTopics.Header(r, HeaderNames.Control) is null)
            .Select(r => new Record(r.Topic, r.Partition.Value, Sequence(r), Encoding.UTF8.GetString(r.Message.Key!), Encoding.UTF8.GetString(r.Message.Value!), RoadsTopics.Header(r, HeaderNames.EventId))),
    ];

    private IEnumerable<string?> Controls(ReplayRun run) =>
        kafka.Read("roads.passages.raw.").Where(r => RoadsTopics.Header(r, HeaderNames.Run) == run.Name).Select(r => RoadsTopics.Header(r, HeaderNames.Control));

    private static int Sequence(ConsumeResult<byte[]?, byte[]?> record) => int.Parse(RoadsTopics.Header(record, HeaderNames.Sequence)!, CultureInfo.InvariantCulture);

    private sealed record Record(string Topic, int Partition, int Sequence, string Key, string Value, string? EventId);
}
