namespace Traffic.Sink.Batches;

/// <summary>A key or value in a <see cref="ByteArena"/>.</summary>
internal readonly record struct Slice(int Start, int Length)
{
    public static Slice Null { get; } = new(0, -1);

    public bool IsNull => Length < 0;
}
