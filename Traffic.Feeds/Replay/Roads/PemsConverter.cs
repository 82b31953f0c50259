using System.Globalization;
using System.Text;
using System.Text.Json;
using Traffic.Streaming.Declarations;

namespace Traffic.Feeds.Replay.Roads;

/// <summary>One record per line; an empty cell is a measure that is absent.</summary>
internal sealed class PemsConverter(StreamDeclaration stream, string detector, IReadOnlyDictionary<string, string> constants)
    : ReplayConverter(stream, constants)
{
    public const int Columns = 4;

    private const int IntervalSeconds = 300;

    /// <summary>Names of the measures; what the stream does not declare stays in raw.</summary>
    private static readonly JsonEncodedText[] Names =
        [JsonEncodedText.Encode("flow"), JsonEncodedText.Encode("lane_points"), JsonEncodedText.Encode("observed_pct")];

    private readonly JsonEncodedText _detector = JsonEncodedText.Encode(detector);

    public override IEnumerable<ReplayRow> Convert(Stream content, string contentHash)
    {
        var lines = new LineReader(content);
        var clock = new ZonedClock("America/Los_Angeles");
        var writer = new DetectorWriter(IntervalSeconds);
        var measures = new (JsonEncodedText Name, double Value)[Names.Length];
        var previous = long.MinValue;
        lines.Read();
        while (lines.Read())
        {
            if (lines.Line.Span.Trim((byte)' ').IsEmpty)
            {
                continue;
            }

            if (Parse(lines.Line.Span, out var local, measures, out var count) is var (reason, field, detail))
            {
                yield return ReplayRow.Failed(lines.Number, lines.Line, reason, field, detail);
                continue;
            }

            previous = clock.Instant(local, previous);
            yield return new ReplayRow(lines.Number, previous, writer.Write(_detector, clock.Text(previous), measures.AsSpan(0, count)));
        }
    }

    /// <summary>Reads time and measures; returns what is wrong with the line.</summary>
    private static (string Reason, string? Field, string Detail)? Parse(
        ReadOnlySpan<byte> line, out DateTime local, (JsonEncodedText Name, double Value)[] measures, out int count)
    {
        Span<Range> cells = stackalloc Range[Columns + 1];
        (local, count) = (default, 0);
        var text = Encoding.UTF8.GetString(line);
        var found = text.AsSpan().Split(cells, ',');
        if (found != Columns)
        {
            return (Reasons.Unparseable, null, $"{found} cells where {Columns} are expected");
        }

        if (!DateTime.TryParseExact(
            text.AsSpan(cells[0]), "dd/MM/yyyy H:mm", CultureInfo.InvariantCulture, DateTimeStyles.AllowLeadingWhite | DateTimeStyles.AllowTrailingWhite, out local))
        {
            return (Reasons.WrongType, "timestamp", $"'{text[cells[0]]}' is not a time like 04/01/2016 0:05 (day/month/year)");
        }

        for (var i = 0; i < Names.Length; i++)
        {
            var cell = text.AsSpan(cells[i + 1]).Trim();
            if (cell.IsEmpty)
            {
                continue;
            }

            if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            {
                return (Reasons.WrongType, Names[i].Value, $"'{cell}' is not a number");
            }

            measures[count++] = (Names[i], value);
        }

        return null;
    }
}
