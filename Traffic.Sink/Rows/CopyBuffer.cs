using System.Buffers.Binary;

namespace Traffic.Sink.Rows;

/// <summary>
/// A growing buffer of fields in the format of <c>COPY … (FORMAT BINARY)</c>: a 32-bit length, then the value, big-endian.
/// See "Binary Format" on PostgreSQL's page about COPY.
/// </summary>
internal sealed class CopyBuffer
{
    // PostgreSQL counts time from 2000-01-01T00:00:00Z.
    private const long EpochMicroseconds = 946_684_800_000_000;

    private byte[] _bytes = new byte[4096];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> this[Range range] => _bytes.AsSpan(0, Length)[range];

    public ReadOnlyMemory<byte> Memory(int start, int end) => _bytes.AsMemory(start, end - start);

    public void Truncate(int length) => Length = length;

    /// <summary>Number of fields of the row that follows.</summary>
    public void StartRow(int columns) => BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), (short)columns);

    /// <summary>Fields copied from another buffer.</summary>
    public void Append(ReadOnlySpan<byte> fields) => fields.CopyTo(Take(fields.Length));

    /// <summary>Fields copied from elsewhere in this buffer.</summary>
    public void AppendOwn(int start, int end)
    {
        var target = Take(end - start);
        _bytes.AsSpan(start, end - start).CopyTo(target);
    }

    public void Null() => WriteLength(-1);

    /// <summary>Text (valid UTF-8 without NUL), or bytes.</summary>
    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Field(value.Length));

    public void Int32(int value) => BinaryPrimitives.WriteInt32BigEndian(Field(sizeof(int)), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64BigEndian(Field(sizeof(long)), value);

    public void Double(double value) => BinaryPrimitives.WriteDoubleBigEndian(Field(sizeof(double)), value);

    public void Boolean(bool value) => Field(1)[0] = value ? (byte)1 : (byte)0;

    public void Uuid(Guid value) => value.TryWriteBytes(Field(16), bigEndian: true, out _);

    /// <param name="microseconds">Since 1970-01-01T00:00:00Z.</param>
    public void Timestamp(long microseconds) => Int64(microseconds - EpochMicroseconds);

    /// <param name="json">UTF-8 text of a document without <c>\u0000</c>.</param>
    public void Jsonb(ReadOnlySpan<byte> json)
    {
        const byte FormatVersion = 1;
        var field = Field(json.Length + 1);
        field[0] = FormatVersion;
        json.CopyTo(field[1..]);
    }

    /// <summary>Room for a field of at most that size, to be closed with <see cref="EndField"/>.</summary>
    public Span<byte> StartField(int capacity) => Field(capacity)[..capacity];

    /// <summary>Closes the field of <see cref="StartField"/> at its real size.</summary>
    public void EndField(int capacity, int size)
    {
        Length -= capacity - size;
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(Length - size - sizeof(int)), size);
    }

    /// <summary>A bare 32-bit number inside a field.</summary>
    public void Word(int value) => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), value);

    /// <summary>Overwrites a <see cref="Word"/>.</summary>
    public void PatchWord(int at, int value) => BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(at), value);

    private Span<byte> Field(int length)
    {
        WriteLength(length);
        return Take(length);
    }

    private void WriteLength(int length) => Word(length);

    private Span<byte> Take(int length)
    {
        if (Length + length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + length));
        var span = _bytes.AsSpan(Length, length);
        Length += length;
        return span;
    }
}
