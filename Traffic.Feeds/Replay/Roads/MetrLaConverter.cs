using System.Buffers.Text;
using System.Text.Json;
using Traffic.Streaming.Declarations;

namespace Traffic.Feeds.Replay.Roads;

/// <summary>
/// One record per cell. Rows are five minutes of elapsed time apart, so that a day of daylight-saving change has 23 or 25 hours of
/// them. An empty or NaN cell is no reading; any other text that is no number fails its whole line.
/// </summary>
internal sealed class MetrLaConverter(StreamDeclaration stream, DateOnly date, IReadOnlyDictionary<string, string> constants)
    : ReplayConverter(stream, constants)
{
    private const int IntervalSeconds = 300;
    private const long IntervalMicros = IntervalSeconds * 1_000_000L;

    private static readonly JsonEncodedText Speed = JsonEncodedText.Encode("speed_mph");

    public override IEnumerable<ReplayRow> Convert(Stream content, string contentHash)
    {
        var lines = new LineReader(content);
        if (!lines.Read())
        {
            yield break;
        }

        var detectors = Detectors(lines.Line.Span);
        var speeds = new double[detectors.Length];
        var clock = new ZonedClock("America/Los_Angeles");
        var writer = new DetectorWriter(IntervalSeconds);
        var start = clock.Instant(date.ToDateTime(TimeOnly.MinValue));
        while (lines.Read())
        {
            if (lines.Line.Span.Trim((byte)' ').IsEmpty)
            {
                continue;
            }

            if (Parse(lines.Line.Span, detectors, speeds) is var (reason, detector, detail))
            {
                yield return ReplayRow.Failed(lines.Number, lines.Line, reason, detector, detail);
                continue;
            }

            var time = start + ((lines.Number - 2) * IntervalMicros);
            var timestamp = clock.Text(time);
            for (var i = 0; i < detectors.Length; i++)
            {
                if (!double.IsNaN(speeds[i]))
                {
                    yield return new ReplayRow(lines.Number, time, writer.Write(detectors[i], timestamp, (Speed, speeds[i])));
                }
            }
        }
    }

    private static JsonEncodedText[] Detectors(ReadOnlySpan<byte> header)
    {
        var detectors = new List<JsonEncodedText>();
        foreach (var cell in header.Split((byte)','))
        {
            detectors.Add(JsonEncodedText.Encode(header[cell]));
        }

        return [.. detectors];
    }

    /// <summary>Fills the speeds, NaN where there is none; returns what is wrong with the line.</summary>
    private static (string Reason, string? Field, string Detail)? Parse(ReadOnlySpan<byte> line, JsonEncodedText[] detectors, double[] speeds)
    {
        var count = 0;
        foreach (var range in line.Split((byte)','))
        {
            var cell = line[range].Trim((byte)' ');
            if (count == speeds.Length)
            {
                return (Reasons.Unparseable, null, $"more than {speeds.Length} cells");
            }

            if (cell.IsEmpty)
            {
                speeds[count] = double.NaN;
            }
            else if (!Utf8Parser.TryParse(cell, out speeds[count], out var used) || used != cell.Length || double.IsInfinity(speeds[count]))
            {
                return (Reasons.WrongType, "speed_mph", $"the cell of detector {detectors[count].Value} is not a number");
            }

            count++;
        }

        return count == speeds.Length ? null : (Reasons.Unparseable, null, $"{count} cells where {speeds.Length} are expected");
    }
}
