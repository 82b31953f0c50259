using Npgsql;
using Traffic.Streaming.Windows;

namespace Traffic.Api.Windows;

/// <summary>The current row of a result as the accumulator takes it. Column i of the schema is column <c>first + i</c> of the result.</summary>
internal sealed class WindowRowReader(NpgsqlDataReader reader, int first) : IWindowRow
{
    private byte[] _bytes = new byte[4096];

    public bool IsNull(int column) => reader.IsDBNull(first + column);

    public long GetLong(int column) => reader.GetInt64(first + column);

    public double GetDouble(int column) => reader.GetDouble(first + column);

    /// <summary>Valid until the next call.</summary>
    public ReadOnlySpan<byte> GetBytes(int column)
    {
        var length = (int)reader.GetBytes(first + column, 0, null, 0, 0);
        if (length > _bytes.Length)
        {
            _bytes = new byte[Math.Max(length, _bytes.Length * 2)];
        }

        return _bytes.AsSpan(0, (int)reader.GetBytes(first + column, 0, _bytes, 0, length));
    }
}
