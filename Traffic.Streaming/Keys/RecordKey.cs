using System.Buffers;
using System.Buffers.Text;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;

namespace Traffic.Streaming.Keys;

/// <summary>Writes the declared message key of a row: the texts of the key fields joined by '-', absent ones empty.</summary>
internal sealed class RecordKey(StreamDeclaration stream, RecordBatch batch)
{
    private readonly Column[] _columns = [.. stream.Key.Select(name => batch[batch.IndexOf(name)])];
    private readonly ArrayBufferWriter<byte> _key = new(64);

    /// <summary>The key; valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(int row)
    {
        _key.ResetWrittenCount();
        for (var i = 0; i < _columns.Length; i++)
        {
            if (i > 0)
            {
                _key.GetSpan(1)[0] = (byte)'-';
                _key.Advance(1);
            }

            if (_columns[i].IsValid(row))
            {
                Append(_columns[i], row);
            }
        }

        return _key.WrittenSpan;
    }

    private void Append(Column column, int row)
    {
        var written = 0;
        switch (column)
        {
            case TextColumn texts:
                _key.Write(texts[row]);
                return;
            case ValueColumn<long> longs:
                Utf8Formatter.TryFormat(longs[row], _key.GetSpan(20), out written);
                break;
            case ValueColumn<Guid> uuids:
                Utf8Formatter.TryFormat(uuids[row], _key.GetSpan(36), out written);
                break;
            case ValueColumn<bool> bools:
                Utf8Formatter.TryFormat(bools[row], _key.GetSpan(5), out written, 'l');
                break;
            case ValueColumn<double> doubles:
                Utf8Formatter.TryFormat(doubles[row], _key.GetSpan(32), out written);
                break;
        }

        _key.Advance(written);
    }
}
