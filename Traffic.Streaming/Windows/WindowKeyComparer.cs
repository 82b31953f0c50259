namespace Traffic.Streaming.Windows;

/// <summary>Finds window states by the bytes of their key without making a key object.</summary>
internal sealed class WindowKeyComparer : IEqualityComparer<WindowState>, IAlternateEqualityComparer<ReadOnlySpan<byte>, WindowState>
{
    public static WindowKeyComparer Instance { get; } = new();

    public bool Equals(WindowState? x, WindowState? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.Key.SequenceEqual(y.Key));

    public bool Equals(ReadOnlySpan<byte> alternate, WindowState other) => alternate.SequenceEqual(other.Key);

    public int GetHashCode(WindowState obj) => GetHashCode(obj.Key);

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = new HashCode();
        hash.AddBytes(alternate);
        return hash.ToHashCode();
    }

    public WindowState Create(ReadOnlySpan<byte> alternate) => throw new NotSupportedException("States come from the pool.");
}
