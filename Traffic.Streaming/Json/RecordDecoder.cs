using System.Text.Json;
using System.Text.Unicode;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Keys;
using Traffic.Streaming.Processing;

namespace Traffic.Streaming.Json;

/// <summary>
/// Parses raw records into the columns of a batch, strictly: a value is one JSON object of valid UTF-8, at most 64 levels deep,
/// in which no declared name stands twice; anything else is <c>unparseable</c>. Of several faults the first in the order of the
/// declaration is reported. A null is the same as an absent field. Accepted records allocate nothing.
/// </summary>
internal sealed class RecordDecoder
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    private readonly RecordBatch _batch;
    private readonly FieldNames _names;
    private readonly FieldReader?[] _readers;
    private readonly Slot[] _slots;
    private readonly TextScratch _scratch = new();
    private readonly int[] _anyOf;
    private readonly int _id;
    private readonly string _topic;
    private readonly int _partition;

    public RecordDecoder(RecordBatch batch, string topic, int partition)
    {
        var stream = batch.Stream;
        _batch = batch;
        _topic = topic;
        _partition = partition;
        _names = new FieldNames(stream);
        _readers = [.. stream.Fields.Select(f => f.Derived ? null : FieldReaders.Create(stream, f, batch))];
        _slots = new Slot[_readers.Length];
        _anyOf = [.. stream.AnyOf.Select(batch.IndexOf)];
        _id = stream.Id is null ? -1 : batch.IndexOf(stream.Id);
    }

    /// <summary>Appends a row for the record; a record that breaks a rule leaves a rejected row.</summary>
    public void Decode(in RawRecord record)
    {
        var row = _batch.AppendRow();
        Array.Clear(_slots);
        if ((Unparseable(record.Value, row) ?? Check(record, row)) is { } rejection)
        {
            _batch.Reject(row, rejection);
        }
    }

    private Rejection? Unparseable(ReadOnlySpan<byte> value, int row)
    {
        if (!Utf8.IsValid(value))
        {
            return new(Reasons.Unparseable, null, "not valid UTF-8");
        }

        try
        {
            var reader = new Utf8JsonReader(value, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return new(Reasons.Unparseable, null, "not a JSON object");
            }

            ulong seen = 0;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = _names.Find(_scratch.Of(ref reader));
                reader.Read();
                if (name is not null)
                {
                    if ((seen & (1UL << name.Bit)) != 0)
                    {
                        return new(Reasons.Unparseable, _batch.Stream.Fields[name.Field].Name, "the field stands twice");
                    }

                    seen |= 1UL << name.Bit;
                    Take(ref reader, name, row);
                }

                reader.Skip();
            }

            // Whatever follows the object makes this throw.
            reader.Read();
            return null;
        }
        catch (JsonException e)
        {
            return new(Reasons.Unparseable, null, e.Message);
        }
        catch (InvalidOperationException)
        {
            return new(Reasons.Unparseable, null, "text with half of a surrogate pair");
        }
    }

    private void Take(ref Utf8JsonReader reader, FieldName name, int row)
    {
        ref var slot = ref _slots[name.Field];
        if (reader.TokenType == JsonTokenType.Null || (slot.Present && slot.Rank < name.Rank))
        {
            return;
        }

        var field = _readers[name.Field]!;
        if (slot.Present)
        {
            field.Reset(row);
        }

        slot = new Slot(true, name.Rank, field.Read(ref reader, row, name.Factor));
    }

    private Rejection? Check(in RawRecord record, int row)
    {
        for (var i = 0; i < _slots.Length; i++)
        {
            if (_slots[i].Rejection is { } rejection)
            {
                return rejection;
            }

            if (_slots[i].Present || _readers[i] is not { } reader || reader.TryDefault(row))
            {
                continue;
            }

            if (i == _id)
            {
                _batch.Uuid(reader.Field.Name).Set(row, record.Headers.EventId ?? UuidV5.Of(_topic, _partition, record.Offset));
            }
            else if (reader.Field.Required)
            {
                return new(Reasons.MissingField, reader.Field.Name, null);
            }
        }

        foreach (var measure in _anyOf)
        {
            if (_slots[measure].Present)
            {
                return null;
            }
        }

        return _anyOf.Length == 0 ? null : new(Reasons.MissingField, string.Join(',', _batch.Stream.AnyOf), "none of them is there");
    }

    private record struct Slot(bool Present, int Rank, Rejection? Rejection);
}
