using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Traffic.Kafka;

namespace Traffic.Tests.Postgres.Sink;

/// <summary>A fixed set of records on the topics the sink reads, and what the tables hold once all of it is stored.</summary>
internal static class SinkLoad
{
    public const int Readings = 10_000;
    public const int Windows = 5_000;
    private const int DeadLetters = 500;
    private const int Refused = 3;

    /// <summary>
    /// Everything the sink has stored, as one text. Refused records by content: the topic is shared by the tests, and one may be sent twice.
    /// </summary>
    public const string Checksum = """
        select concat_ws(' ',
            (select count(*) || ':' || md5(string_agg(d::text, ',' order by d::text)) from roads.detectors d),
            (select count(*) || ':' || md5(string_agg(w::text, ',' order by w::text)) from roads.detectors_1h_parts w),
            (select count(*) || ':' || md5(string_agg(l, ',' order by l)) from (
                select distinct concat_ws('|', reason, field, detail, source_topic, source_partition, source_offset, stage, value) as l from ops.dead_letters) letters),
            (select count(*) || ':' || md5(string_agg(m::text, ',' order by m::text)) from roads.metadata m))
        """;

    /// <summary>Produces the load.</summary>
    public static async Task ProduceAsync(string kafka)
    {
        using var producer = new ProducerBuilder<string, string?>(new ProducerConfig { BootstrapServers = kafka, LingerMs = 20 }).Build();
        for (var i = 0; i < Readings; i++)
        {
            var time = DateTimeOffset.UnixEpoch.AddMinutes(5 * (i / 50)).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            var flow = i % (Readings / Refused) == 1000 ? "\"many\"" : $"{i}";
            Produce(producer, "roads.detectors.clean", i % 4, $"d{i % 50}", $$"""{"detector_id":"d{{i % 50}}","timestamp":"{{time}}","interval_s":300,"flow":{{flow}}}""", ("run", "load"));
        }

        for (var i = 0; i < Windows; i++)
            ProduceWindow(producer, i);
        for (var i = 0; i < DeadLetters; i++)
            Produce(producer, "roads.passages.dlq", i % 4, null, $"{{bad {i}", ("reason", "unparseable"), ("source-topic", "raw"), ("source-partition", "0"), ("source-offset", $"{i}"), ("stage", "intake"));
        await Task.Run(() => producer.Flush(TestContext.Current.CancellationToken));
    }

    /// <summary>Produces readings of a run, evenly over the partitions; flow counts up from 0.</summary>
    public static async Task ProduceReadingsAsync(string kafka, string run, int count)
    {
        using var producer = new ProducerBuilder<string, string?>(new ProducerConfig { BootstrapServers = kafka }).Build();
        for (var i = 0; i < count; i++)
            Produce(producer, "roads.detectors.clean", i % 4, "d", $$"""{"detector_id":"d","timestamp":"1970-01-01T00:00:00Z","interval_s":300,"flow":{{i}}}""", ("run", run));
        await Task.Run(() => producer.Flush(TestContext.Current.CancellationToken));
    }

    /// <summary>Each of 100 windows 50 times; some are withdrawn at times, every tenth at last.</summary>
    private static void ProduceWindow(IProducer<string, string?> producer, int i)
    {
        var (window, revision) = (i % 100, (i / 100) + 1);
        var key = $$"""["1970-01-01T{{window % 24:00}}:00:00Z","d{{window}}","live"]""";
        var value = $$"""
            {"window_start":"1970-01-01T{{window % 24:00}}:00:00Z","window_end":"1970-01-01T{{window % 24:00}}:59:00Z","detector_id":"d{{window}}","part":"live",
            "count":{{revision}},"flow_n":0,"speed_kmh_n":0,"status":"final","revision":{{revision}},"flags":[]}
            """;
        var withdrawn = revision % 7 == 0 || (revision == Windows / 100 && window % 10 == 0);
        Produce(producer, "roads.detectors.1h.windows", window % 4, key, withdrawn ? null : value);
    }

    private static void Produce(IProducer<string, string?> producer, string topic, int partition, string? key, string? value, params (string Name, string Value)[] headers)
    {
        var message = new Message<string, string?> { Key = key!, Value = value, Headers = [] };
        foreach (var (name, text) in headers)
            message.Headers.Add(name, Encoding.UTF8.GetBytes(text));
        producer.Produce(new TopicPartition(topic, partition), message);
    }
}
