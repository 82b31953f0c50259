namespace Traffic.Streaming.Windows;

/// <summary>A stored window result; columns are indexes into <see cref="WindowSchema.Columns"/>.</summary>
public interface IWindowRow
{
    bool IsNull(int column);

    long GetLong(int column);

    double GetDouble(int column);

    ReadOnlySpan<byte> GetBytes(int column);
}
