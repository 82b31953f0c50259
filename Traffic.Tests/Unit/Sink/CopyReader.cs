using System.Buffers.Binary;
using System.Text;
using Traffic.Feeds.Sql;
using Traffic.Sink.Rows;

namespace Traffic.Tests.Unit.Sink;

/// <summary>Reads rows back from the format of binary COPY.</summary>
internal static class CopyReader
{
    public static List<object?[]> Read(RowBuffer rows, IReadOnlyList<SqlColumn> columns)
    {
        List<object?[]> result = [];
        foreach (var piece in rows.Pieces(0, rows.Rows))
        {
            for (var rest = piece.Span; !rest.IsEmpty;)
            {
                Assert.Equal(columns.Count, BinaryPrimitives.ReadInt16BigEndian(rest));
                rest = rest[2..];
                var row = new object?[columns.Count];
                for (var i = 0; i < row.Length; i++)
                {
                    var length = BinaryPrimitives.ReadInt32BigEndian(rest);
                    rest = rest[4..];
                    if (length < 0)
                        continue;
                    row[i] = Value(rest[..length], columns[i].Type);
                    rest = rest[length..];
                }

                result.Add(row);
            }
        }

        return result;
    }

    private static object Value(ReadOnlySpan<byte> field, SqlType type) => type switch
    {
        SqlType.Text => Encoding.UTF8.GetString(field),
        SqlType.Integer => BinaryPrimitives.ReadInt32BigEndian(field),
        SqlType.BigInt => BinaryPrimitives.ReadInt64BigEndian(field),
        SqlType.Double => BinaryPrimitives.ReadDoubleBigEndian(field),
        SqlType.Boolean => field[0] == 1,
        SqlType.TimestampTz => new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMicroseconds(BinaryPrimitives.ReadInt64BigEndian(field)),
        SqlType.Uuid => new Guid(field, bigEndian: true),
        SqlType.Jsonb => Encoding.UTF8.GetString(field[1..]),
        _ => field.ToArray(),
    };
}
