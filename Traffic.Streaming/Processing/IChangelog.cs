namespace Traffic.Streaming.Processing;

/// <summary>Where a partition task writes its dirty state. Keys are UTF-8 text; an empty value is a tombstone.</summary>
public interface IChangelog
{
    void Write(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);
}
