namespace Traffic.Streaming.Processing;

/// <summary>Consecutive raw records of one topic partition, copied into one buffer that is kept across polls.</summary>
public sealed class RawBatch
{
    private byte[] _bytes = new byte[64 * 1024];
    private Entry[] _entries = new Entry[256];
    private int _used;

    public int Count { get; private set; }

    public void Clear()
    {
        Array.Clear(_entries, 0, Count);
        Count = 0;
        _used = 0;
    }

    /// <summary>Appends a record. Offsets must rise; <paramref name="appendTime"/> is the log append time, µs UTC.</summary>
    public void Add(long offset, long appendTime, ReadOnlySpan<byte> key, bool hasKey, ReadOnlySpan<byte> value, in RecordHeaders headers)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
        }

        var length = key.Length + value.Length;
        if (_used + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + length));
        }

        key.CopyTo(_bytes.AsSpan(_used));
        value.CopyTo(_bytes.AsSpan(_used + key.Length));
        _entries[Count++] = new Entry(offset, appendTime, _used, key.Length, value.Length, hasKey, in headers);
        _used += length;
    }

    public long OffsetOf(int row) => _entries[row].Offset;

    public long AppendTimeOf(int row) => _entries[row].AppendTime;

    public ref readonly RecordHeaders HeadersOf(int row) => ref _entries[row].Headers;

    public ReadOnlySpan<byte> KeyOf(int row) => _bytes.AsSpan(_entries[row].Start, _entries[row].KeyLength);

    public ReadOnlySpan<byte> ValueOf(int row) => _bytes.AsSpan(_entries[row].Start + _entries[row].KeyLength, _entries[row].ValueLength);

    public RawRecord this[int row] => new(OffsetOf(row), KeyOf(row), _entries[row].HasKey, ValueOf(row), row, in _entries[row].Headers);

    private readonly struct Entry(
        long offset, long appendTime, int start, int keyLength, int valueLength, bool hasKey, in RecordHeaders headers)
    {
        public readonly long Offset = offset;
        public readonly long AppendTime = appendTime;
        public readonly int Start = start;
        public readonly int KeyLength = keyLength;
        public readonly int ValueLength = valueLength;
        public readonly bool HasKey = hasKey;
        public readonly RecordHeaders Headers = headers;
    }
}
