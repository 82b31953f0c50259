using System.Globalization;
using System.Text;
using Traffic.Feeds;
using Traffic.Kafka;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Processing;

namespace Traffic.Tests.Kafka.Processing;

/// <summary>Made-up passages on the known roads and one unknown, from a seed, with flaws of known number.</summary>
internal sealed class Passages
{
    public static readonly StreamDeclaration Stream = FeedCatalogue.Default.Find("roads", "passages")!;

    private static readonly (string Region, string Road, int Lanes, string Topic)[] Roads =
    [
        Road("Downtown_Dubai", "Sheikh_Zayed_Road", 6), Road("Business_Bay", "Al_Khail_Road", 6),
        Road("Al_Barsha", "Sheikh_Mohammed_bin_Zayed_Road", 5), Road("Al_Barsha", "Umm_Suqeim_Road", 2),
        ("Elsewhere", "Desert_Track", 4, TopicNames.Raw(Stream)),
    ];

    private static readonly DateTime Start = new(2026, 3, 1, 6, 0, 0, DateTimeKind.Utc);

    public static IReadOnlyList<string> Topics { get; } = [.. Roads.Select(r => r.Topic)];

    public List<RawMessage> Messages { get; } = [];

    public int Good { get; private set; }

    public int Duplicates { get; private set; }

    /// <summary>Expected dead letters by reason.</summary>
    public Dictionary<string, int> Flawed { get; } = [];

    /// <summary>
    /// A run of passages, 20 ms apart, between its <c>begin</c> and <c>end</c>: every 50th comes twice, every 97th lacks its lane,
    /// every 101st is no JSON, every 103rd is far too fast.
    /// </summary>
    public static Passages Run(string run, int count, int seed = 1)
    {
        var result = new Passages();
        var sequence = 0L;
        result.Control(run, ControlKind.Begin, ref sequence);
        result.Add(run, count, seed, ref sequence);
        result.Control(run, ControlKind.End, ref sequence);
        return result;
    }

    /// <summary>The same without a run: live.</summary>
    public static Passages Live(int count, int seed = 1)
    {
        var result = new Passages();
        var none = -1L;
        result.Add(null, count, seed, ref none);
        return result;
    }

    /// <summary>One passage as JSON.</summary>
    public static string Json(Guid id, string region, string road, DateTime at, string lane, string speed) =>
        string.Create(CultureInfo.InvariantCulture,
            $$"""{"id":"{{id}}","region":"{{region}}","road":"{{road}}","direction":0,"timestamp":"{{at:yyyy-MM-ddTHH:mm:ss.fff}}Z","vehicle_type":"car",{{lane}}"velocity":{{speed}}}""");

    private void Add(string? run, int count, int seed, ref long sequence)
    {
        var random = new Random(seed);
        var id = new byte[16];
        for (var i = 0; i < count; i++)
        {
            var road = Roads[random.Next(Roads.Length)];
            var lane = random.Next(road.Lanes) + 1;
            random.NextBytes(id);
            var speed = (random.Next(400, 1300) / 10.0).ToString(CultureInfo.InvariantCulture);
            var at = Start.AddMilliseconds(20L * i);
            var json = (i % 97, i % 101, i % 103) switch
            {
                (96, _, _) => Flaw(Reasons.MissingField, Json(new Guid(id), road.Region, road.Road, at, "", speed)),
                (_, 100, _) => Flaw(Reasons.Unparseable, $"passage {i}"),
                (_, _, 102) => Flaw(Reasons.OutOfRange, Json(new Guid(id), road.Region, road.Road, at, $"\"lane\":{lane},", "999")),
                _ => null,
            };
            var message = new RawMessage(
                road.Topic, $"0-{lane}", Encoding.UTF8.GetBytes(json ?? Json(new Guid(id), road.Region, road.Road, at, $"\"lane\":{lane},", speed)),
                new RecordHeaders(run, Next(ref sequence)));
            Messages.Add(message);
            if (json is not null)
                continue;
            Good++;
            if (i % 50 == 49)
            {
                Messages.Add(message with { Headers = new RecordHeaders(run, Next(ref sequence)) });
                Duplicates++;
            }
        }
    }

    private void Control(string run, ControlKind kind, ref long sequence)
    {
        var number = Next(ref sequence);
        Messages.AddRange(Topics.SelectMany(t => Enumerable.Range(0, Stream.Partitions)
            .Select(p => new RawMessage(t, null, null, new RecordHeaders(run, number, kind), p))));
    }

    private string Flaw(string reason, string json)
    {
        Flawed[reason] = Flawed.GetValueOrDefault(reason) + 1;
        return json;
    }

    private static long Next(ref long sequence) => sequence < 0 ? sequence : sequence++;

    private static (string, string, int, string) Road(string region, string road, int lanes) =>
        (region, road, lanes, TopicNames.Raw(Stream, [region, road]));
}
