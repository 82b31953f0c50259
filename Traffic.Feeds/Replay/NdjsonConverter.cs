using System.Text;
using System.Text.Json;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.EventTime;
using Traffic.Streaming.Keys;

namespace Traffic.Feeds.Replay;

/// <summary>Passes lines on as they are; only those that can't be put in order of event time fail. All else is judged by the processor.</summary>
internal sealed class NdjsonConverter : ReplayConverter
{
    /// <summary>What a raw topic takes.</summary>
    private const int LargestRecord = 1_000_000;

    private readonly string[] _names;
    private readonly ZoneClock _zone;

    public NdjsonConverter(StreamDeclaration stream, IReadOnlyDictionary<string, string> constants)
        : base(stream, constants)
    {
        _names = [stream.EventTime, .. stream.Field(stream.EventTime).Aliases.Select(a => a.Name)];
        _zone = new ZoneClock(stream.Zone);
    }

    public override IEnumerable<ReplayRow> Convert(Stream content, string contentHash)
    {
        var lines = new LineReader(content);
        while (lines.Read())
        {
            if (!lines.Line.Span.Trim(" \t"u8).IsEmpty)
            {
                yield return Convert(lines.Number, lines.Line, contentHash);
            }
        }
    }

    private ReplayRow Convert(long number, ReadOnlyMemory<byte> line, string contentHash)
    {
        if (line.Length > LargestRecord)
        {
            return ReplayRow.Failed(number, line, Reasons.TooLarge, null, $"{line.Length} bytes, at most {LargestRecord} fit");
        }

        try
        {
            return Scan(line.Span, out var time, out var hasId) is var (reason, detail)
                ? ReplayRow.Failed(number, line, reason, _names[0], detail)
                : new ReplayRow(number, time, line, hasId ? null : UuidV5.Of(Encoding.UTF8.GetBytes($"{contentHash}~{number}")));
        }
        catch (JsonException e)
        {
            return ReplayRow.Failed(number, line, Reasons.Unparseable, null, e.Message);
        }
    }

    /// <summary>Finds the event time (µs UTC) of an object and whether it has the id that it needs; returns what is wrong with the time.</summary>
    /// <exception cref="JsonException">It is not a JSON object.</exception>
    private (string Reason, string Detail)? Scan(ReadOnlySpan<byte> json, out long time, out bool hasId)
    {
        (time, hasId) = (0, Stream.Id is null);
        (string Reason, string Detail)? problem = (Reasons.MissingField, "without a time the record has no place in the run");
        var rank = _names.Length;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("not a JSON object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = RankOf(ref reader);
            var isId = Stream.Id is { } name && reader.ValueTextEquals(name);
            reader.Read();
            if (reader.TokenType != JsonTokenType.Null)
            {
                hasId |= isId;
                if (found < rank)
                {
                    rank = found;
                    problem = TryTime(ref reader, out time) ? null : (Reasons.WrongType, "not an ISO 8601 time");
                }
            }

            reader.Skip();
        }

        // Whatever follows the object makes this throw.
        reader.Read();
        return problem;
    }

    /// <summary>Place of the property among the names of the event time; the field's own name comes before its aliases.</summary>
    private int RankOf(ref Utf8JsonReader reader)
    {
        var rank = 0;
        while (rank < _names.Length && !reader.ValueTextEquals(_names[rank]))
        {
            rank++;
        }

        return rank;
    }

    private bool TryTime(ref Utf8JsonReader reader, out long time)
    {
        time = 0;
        if (reader.TokenType != JsonTokenType.String || !TimestampText.TryParse(reader.ValueSpan, out time, out var hasZone))
        {
            return false;
        }

        time = hasZone ? time : _zone.ToUtc(time, out _);
        return true;
    }
}
