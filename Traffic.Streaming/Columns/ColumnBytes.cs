using System.Buffers;
using System.Buffers.Binary;
using Traffic.Streaming.Buffers;

namespace Traffic.Streaming.Columns;

/// <summary>
/// The value of a column in a row as bytes that differ exactly when the values do: 0 where absent, else 1 and the value (text
/// with its length before it, numbers in 8 bytes, bools in 1, uuids in 16; little-endian).
/// </summary>
internal static class ColumnBytes
{
    public static void Append(Column column, int row, IBufferWriter<byte> output)
    {
        AppendPresence(column, row, output);
        if (!column.IsValid(row))
        {
            return;
        }

        switch (column)
        {
            case TextColumn texts:
                Varint.Write(output, (ulong)texts[row].Length);
                output.Write(texts[row]);
                break;
            case ValueColumn<long> longs:
                BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(8), longs[row]);
                output.Advance(8);
                break;
            case ValueColumn<double> doubles:
                BinaryPrimitives.WriteDoubleLittleEndian(output.GetSpan(8), doubles[row]);
                output.Advance(8);
                break;
            case ValueColumn<bool> bools:
                output.GetSpan(1)[0] = bools[row] ? (byte)1 : (byte)0;
                output.Advance(1);
                break;
            case ValueColumn<Guid> uuids:
                uuids[row].TryWriteBytes(output.GetSpan(16));
                output.Advance(16);
                break;
        }
    }

    public static void AppendPresence(Column column, int row, IBufferWriter<byte> output)
    {
        output.GetSpan(1)[0] = column.IsValid(row) ? (byte)1 : (byte)0;
        output.Advance(1);
    }
}
