namespace Traffic.Sink.Batches;

/// <summary>Keys and values of a batch in one buffer that is kept across batches.</summary>
internal sealed class ByteArena
{
    private byte[] _bytes = new byte[64 * 1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> this[Slice slice] => slice.IsNull ? default : _bytes.AsSpan(slice.Start, slice.Length);

    public Slice Add(ReadOnlySpan<byte> data)
    {
        if (Length + data.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + data.Length));
        data.CopyTo(_bytes.AsSpan(Length));
        var slice = new Slice(Length, data.Length);
        Length += data.Length;
        return slice;
    }

    public void Clear() => Length = 0;
}
