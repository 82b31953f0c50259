using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Traffic.Kafka.Protocol.Records;

namespace Traffic.Kafka.Protocol.Wire;

/// <summary>
/// Reads messages from a buffer. Byte and record fields are slices of it, so it must outlive the message.
/// A frame can't make it allocate more than a fixed multiple of its size: counts are checked against what is left
/// and the sum of all elements against <see cref="MaxElements"/>.
/// </summary>
public struct MessageReader : IFieldVisitor
{
    /// <summary>Most array elements in one message.</summary>
    public const int MaxElements = 500_000;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private readonly byte[] _buffer;
    private readonly int _end;
    private readonly short _version;
    private readonly bool _flexible;
    private int _position;
    private int _elements;
    private int _tag;

    public MessageReader(byte[] buffer, int offset, int count, short version, bool flexible)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(buffer.Length - offset));
        _buffer = buffer;
        _position = offset;
        _end = offset + count;
        _version = version;
        _flexible = flexible;
        _tag = -1;
    }

    public readonly int Position => _position;

    public readonly int Remaining => _end - _position;

    public T Read<T>() where T : class, IMessage, new()
    {
        var message = new T();
        ReadStruct(message);
        return message;
    }

    private void ReadStruct<T>(T message) where T : class, IMessage
    {
        message.Fields(ref this);
        if (_flexible)
        {
            ReadTags(message);
        }
    }

    private void ReadTags<T>(T message) where T : class, IMessage
    {
        var count = ReadUnsignedVarInt("tagged fields");
        var outer = _tag;
        while (count-- > 0)
        {
            _tag = (int)ReadUnsignedVarInt("tag");
            var size = ReadUnsignedVarInt("tag size");
            var start = _position;
            Check(size, "tagged field");
            message.TaggedFields(ref this);
            if (_position != start && _position != start + (int)size)
            {
                throw new ProtocolException($"tag {_tag}: {_position - start} bytes read of {size} at {start}");
            }

            _position = start + (int)size;
        }

        _tag = outer;
    }

    public readonly bool Tag(int tag, bool isDefault, int from = 0) => tag == _tag && _version >= from;

    public void Bool(ref bool value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            value = Take(1, name)[0] != 0;
        }
    }

    public void Int8(ref sbyte value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            value = (sbyte)Take(1, name)[0];
        }
    }

    public void Int16(ref short value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            value = BinaryPrimitives.ReadInt16BigEndian(Take(2, name));
        }
    }

    public void Error(ref ErrorCode value, int from, int to, string name) => Int16(ref Unsafe.As<ErrorCode, short>(ref value), from, to, name);

    public void Int32(ref int value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            value = BinaryPrimitives.ReadInt32BigEndian(Take(4, name));
        }
    }

    public void Int64(ref long value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            value = BinaryPrimitives.ReadInt64BigEndian(Take(8, name));
        }
    }

    public void Uuid(ref Guid value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            value = new Guid(Take(16, name), bigEndian: true);
        }
    }

    public void String(ref string value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            value = ReadString(name) ?? throw new ProtocolException($"{name}: null where version {_version} allows none, at {_position}");
        }
    }

    public void NullableString(ref string? value, int from, int to, int nullable, string name)
    {
        if (Has(from, to))
        {
            value = ReadString(name);
            if (value is null)
            {
                RequireNullable(nullable, name);
            }
        }
    }

    public void Bytes(ref ReadOnlyMemory<byte> value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            value = TakeMemory(Length(4, name), name);
        }
    }

    public void Records(ref RecordData value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            var length = Length(4, name);
            value = length < 0 ? default : new RecordData(TakeMemory(length, name));
        }
    }

    public void Int32s(ref List<int> value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            value = ReadInt32s(name) ?? throw new ProtocolException($"{name}: null where version {_version} allows none, at {_position}");
        }
    }

    public void NullableInt32s(ref List<int>? value, int from, int to, int nullable, string name)
    {
        if (Has(from, to))
        {
            value = ReadInt32s(name);
            if (value is null)
            {
                RequireNullable(nullable, name);
            }
        }
    }

    public void Strings(ref List<string> value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            value = ReadStrings(name) ?? throw new ProtocolException($"{name}: null where version {_version} allows none, at {_position}");
        }
    }

    public void NullableStrings(ref List<string>? value, int from, int to, int nullable, string name)
    {
        if (Has(from, to))
        {
            value = ReadStrings(name);
            if (value is null)
            {
                RequireNullable(nullable, name);
            }
        }
    }

    public void Array<T>(ref List<T> value, int from, int to, string name) where T : class, IMessage, new()
    {
        if (Has(from, to))
        {
            value = ReadArray<T>(name) ?? throw new ProtocolException($"{name}: null where version {_version} allows none, at {_position}");
        }
    }

    public void NullableArray<T>(ref List<T>? value, int from, int to, int nullable, string name) where T : class, IMessage, new()
    {
        if (Has(from, to))
        {
            value = ReadArray<T>(name);
            if (value is null)
            {
                RequireNullable(nullable, name);
            }
        }
    }

    public void Struct<T>(ref T value, int from, int to, string name) where T : class, IMessage, new()
    {
        if (Has(from, to))
        {
            value = Read<T>();
        }
    }

    public void NullableStruct<T>(ref T? value, int from, int to, int nullable, string name) where T : class, IMessage, new()
    {
        if (Has(from, to))
        {
            value = _version >= nullable && (sbyte)Take(1, name)[0] < 0 ? null : Read<T>();
        }
    }

    private List<T>? ReadArray<T>(string name) where T : class, IMessage, new()
    {
        var count = Count(name);
        if (count < 0)
        {
            return null;
        }

        // Small first capacity: the count is only believed as far as elements really follow.
        var list = new List<T>(Math.Min(count, 64));
        while (count-- > 0)
        {
            list.Add(Read<T>());
        }

        return list;
    }

    private List<int>? ReadInt32s(string name)
    {
        var count = Count(name);
        if (count < 0)
        {
            return null;
        }

        var bytes = Take(checked(count * 4), name);
        var list = new List<int>(count);
        for (var i = 0; i < count; i++)
        {
            list.Add(BinaryPrimitives.ReadInt32BigEndian(bytes[(i * 4)..]));
        }

        return list;
    }

    private List<string>? ReadStrings(string name)
    {
        var count = Count(name);
        if (count < 0)
        {
            return null;
        }

        var list = new List<string>(Math.Min(count, 64));
        while (count-- > 0)
        {
            list.Add(ReadString(name) ?? throw new ProtocolException($"{name}: null element at {_position}"));
        }

        return list;
    }

    private string? ReadString(string name)
    {
        var length = Length(2, name);
        if (length < 0)
        {
            return null;
        }

        try
        {
            return Utf8.GetString(Take(length, name));
        }
        catch (DecoderFallbackException)
        {
            throw new ProtocolException($"{name}: not UTF-8 at {_position - length}");
        }
    }

    /// <summary>A length or count; compact forms are stored plus one, so that zero is null (−1).</summary>
    private int Length(int width, string name)
    {
        long length = _flexible
            ? ReadUnsignedVarInt(name) - 1L
            : width == 2 ? BinaryPrimitives.ReadInt16BigEndian(Take(2, name)) : BinaryPrimitives.ReadInt32BigEndian(Take(4, name));
        return length >= -1 && length <= Remaining
            ? (int)length
            : throw new ProtocolException($"{name}: length {length} at {_position}, {Remaining} bytes left");
    }

    private int Count(string name)
    {
        var count = Length(4, name);
        return count <= 0 || (_elements += count) <= MaxElements
            ? count
            : throw new ProtocolException($"{name}: more than {MaxElements} elements in one message");
    }

    public uint ReadUnsignedVarInt(string name)
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var b = Take(1, name)[0];
            value |= (uint)(b & 0x7f) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }

        throw new ProtocolException($"{name}: varint longer than 5 bytes at {_position}");
    }

    private Memory<byte> TakeMemory(int length, string name)
    {
        if (length < 0)
        {
            throw new ProtocolException($"{name}: null where version {_version} allows none, at {_position}");
        }

        var start = _position;
        _ = Take(length, name);
        return _buffer.AsMemory(start, length);
    }

    private ReadOnlySpan<byte> Take(int count, string name)
    {
        Check((uint)count, name);
        var span = new ReadOnlySpan<byte>(_buffer, _position, count);
        _position += count;
        return span;
    }

    private readonly void Check(uint count, string name)
    {
        if (count > (uint)(_end - _position))
        {
            throw new ProtocolException($"{name}: {count} bytes wanted at {_position}, {_end - _position} left");
        }
    }

    private readonly bool Has(int from, int to) => _version >= from && _version <= to;

    private readonly void RequireNullable(int nullable, string name)
    {
        if (_version < nullable)
        {
            throw new ProtocolException($"{name}: null where version {_version} allows none, at {_position}");
        }
    }
}
