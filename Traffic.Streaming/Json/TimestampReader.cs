using System.Text.Json;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.EventTime;

namespace Traffic.Streaming.Json;

/// <summary>Times as text (<see cref="TimestampText"/>); those without an offset are local to the stream's zone.</summary>
internal sealed class TimestampReader(StreamDeclaration stream, Field field, RecordBatch batch) : FieldReader(field)
{
    private readonly ValueColumn<long> _column = batch.Long(field.Name);
    private readonly ZoneClock _clock = new(stream.Zone);
    private readonly TextScratch _scratch = new();
    private readonly bool _isEventTime = stream.EventTime == field.Name;

    public override Rejection? Read(ref Utf8JsonReader reader, int row, double factor)
    {
        if (reader.TokenType != JsonTokenType.String || !TimestampText.TryParse(_scratch.Of(ref reader), out var micros, out var hasZone))
        {
            return WrongType(ref reader, "an ISO 8601 time");
        }

        var laterBy = 0L;
        if (!hasZone)
        {
            micros = _clock.ToUtc(micros, out laterBy);
            if (micros is < TimestampText.MinMicros or > TimestampText.MaxMicros)
            {
                return WrongType(ref reader, "a time of the years 1–9999");
            }
        }

        _column.Set(row, micros);
        if (_isEventTime)
        {
            batch.SetLaterBy(row, laterBy);
        }

        return null;
    }

    public override void Reset(int row) => _column.Set(row, null);
}
