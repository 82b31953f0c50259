using System.Globalization;
using Spectre.Console;

namespace Traffic.Cli.Status;

/// <summary>Prints the state of the pipeline as tables.</summary>
internal static class StatusView
{
    public static void Write(IAnsiConsole console, PipelineStatus status)
    {
        var services = Table("service", "state", "detail");
        foreach (var service in status.Services)
        {
            services.AddRow(Cells(service.Name, service.State, service.Detail ?? ""));
        }

        var streams = Table("stream", "records", "accepted", "duplicates", "raw/s", "clean/s", "to process", "to store", "watermark", "freshness", "open windows", "dead letters");
        foreach (var s in status.Streams)
        {
            streams.AddRow(Cells(
                $"{s.Feed}.{s.Stream}", Number(s.Records), Number(s.Accepted), Number(s.Duplicates), Number(s.RawRatePerS), Number(s.CleanRatePerS),
                Number(s.ProcessorLag), Number(s.SinkLag), Seconds(s.WatermarkDelayS), Seconds(s.FreshnessS), Number(s.OpenWindows),
                s.DeadLetters.Count == 0 ? "0" : string.Join(", ", s.DeadLetters.Select(d => $"{d.Key} {Number(d.Value)}"))));
        }

        var topics = Table("topic", "kind", "records", "records/s", "processor lag", "sink lag");
        foreach (var t in status.Topics)
        {
            topics.AddRow(Cells(
                t.Name, t.Kind, Number(t.Partitions.Sum(p => p.End - p.Start)), Number(t.RatePerS),
                Lag(t.Partitions.Select(p => p.Processor)), Lag(t.Partitions.Select(p => p.Sink))));
        }

        console.Write(services);
        console.Write(streams);
        console.Write(topics);
    }

    private static Table Table(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column) { NoWrap = true });
        }

        return table;
    }

    private static Text[] Cells(params string[] texts) => [.. texts.Select(t => new Text(t))];

    private static string Number(double value) => value.ToString(value == Math.Floor(value) ? "N0" : "N1", CultureInfo.InvariantCulture);

    private static string Seconds(double? seconds) => seconds is { } s ? string.Create(CultureInfo.InvariantCulture, $"{s:N1} s") : "–";

    private static string Lag(IEnumerable<ReaderStatus?> readers)
    {
        var known = readers.OfType<ReaderStatus>().ToList();
        return known.Count == 0 ? "–" : Number(known.Sum(r => r.Lag));
    }
}
