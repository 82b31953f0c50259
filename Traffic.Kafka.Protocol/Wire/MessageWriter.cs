using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Traffic.Kafka.Protocol.Records;

namespace Traffic.Kafka.Protocol.Wire;

/// <summary>Writes messages of one version to a frame.</summary>
public struct MessageWriter(FrameBuffer frame, short version, bool flexible) : IFieldVisitor
{
    private const int NoTag = -1;

    private bool _counting;
    private uint _tags;
    private int _tagStart = NoTag;

    public void Write<T>(T message) where T : class, IMessage
    {
        message.Fields(ref this);
        if (flexible)
        {
            WriteTags(message);
        }
    }

    /// <summary>Two passes over the tagged fields: how many are set, then their numbers, sizes and values.</summary>
    private void WriteTags<T>(T message) where T : class, IMessage
    {
        var outer = (_counting, _tags, _tagStart);
        (_counting, _tags, _tagStart) = (true, 0, NoTag);
        message.TaggedFields(ref this);
        _counting = false;
        WriteUnsigned(_tags);
        if (_tags > 0)
        {
            message.TaggedFields(ref this);
            EndTag();
        }

        (_counting, _tags, _tagStart) = outer;
    }

    public bool Tag(int tag, bool isDefault, int from = 0)
    {
        if (isDefault || version < from)
        {
            return false;
        }

        if (_counting)
        {
            _tags++;
            return false;
        }

        EndTag();
        WriteUnsigned((uint)tag);
        _tagStart = frame.Length;
        return true;
    }

    private void EndTag()
    {
        if (_tagStart != NoTag)
        {
            frame.InsertLength(_tagStart);
            _tagStart = NoTag;
        }
    }

    public readonly void Bool(ref bool value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            frame.Append(1)[0] = value ? (byte)1 : (byte)0;
        }
    }

    public readonly void Int8(ref sbyte value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            frame.Append(1)[0] = (byte)value;
        }
    }

    public readonly void Int16(ref short value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            BinaryPrimitives.WriteInt16BigEndian(frame.Append(2), value);
        }
    }

    public readonly void Error(ref ErrorCode value, int from, int to, string name) => Int16(ref Unsafe.As<ErrorCode, short>(ref value), from, to, name);

    public readonly void Int32(ref int value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            BinaryPrimitives.WriteInt32BigEndian(frame.Append(4), value);
        }
    }

    public readonly void Int64(ref long value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            BinaryPrimitives.WriteInt64BigEndian(frame.Append(8), value);
        }
    }

    public readonly void Uuid(ref Guid value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            value.TryWriteBytes(frame.Append(16), bigEndian: true, out _);
        }
    }

    public readonly void String(ref string value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            WriteString(value);
        }
    }

    /// <remarks>Where a version allows no null, null is written as the empty string.</remarks>
    public readonly void NullableString(ref string? value, int from, int to, int nullable, string name)
    {
        if (Has(from, to))
        {
            WriteString(value is null && version < nullable ? "" : value);
        }
    }

    public readonly void Bytes(ref ReadOnlyMemory<byte> value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            WriteLength(value.Length, 4);
            value.Span.CopyTo(frame.Append(value.Length));
        }
    }

    public readonly void Records(ref RecordData value, int from, int to, string name)
    {
        if (!Has(from, to))
        {
            return;
        }

        WriteLength(value.IsNull ? -1 : value.Length, 4);
        if (value.Source is { } source)
        {
            frame.Insert(source);
        }
        else
        {
            value.Bytes.Span.CopyTo(frame.Append(value.Length));
        }
    }

    public readonly void Int32s(ref List<int> value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            WriteInt32s(value);
        }
    }

    public readonly void NullableInt32s(ref List<int>? value, int from, int to, int nullable, string name)
    {
        if (Has(from, to))
        {
            WriteInt32s(value is null && version < nullable ? [] : value);
        }
    }

    public readonly void Strings(ref List<string> value, int from, int to, string name)
    {
        if (Has(from, to))
        {
            WriteStrings(value);
        }
    }

    public readonly void NullableStrings(ref List<string>? value, int from, int to, int nullable, string name)
    {
        if (Has(from, to))
        {
            WriteStrings(value is null && version < nullable ? [] : value);
        }
    }

    public void Array<T>(ref List<T> value, int from, int to, string name) where T : class, IMessage, new()
    {
        if (Has(from, to))
        {
            WriteArray(value);
        }
    }

    public void NullableArray<T>(ref List<T>? value, int from, int to, int nullable, string name) where T : class, IMessage, new()
    {
        if (Has(from, to))
        {
            WriteArray(value is null && version < nullable ? [] : value);
        }
    }

    public void Struct<T>(ref T value, int from, int to, string name) where T : class, IMessage, new()
    {
        if (Has(from, to))
        {
            Write(value);
        }
    }

    public void NullableStruct<T>(ref T? value, int from, int to, int nullable, string name) where T : class, IMessage, new()
    {
        if (!Has(from, to))
        {
            return;
        }

        if (version >= nullable)
        {
            frame.Append(1)[0] = value is null ? (byte)0xff : (byte)1;
            if (value is null)
            {
                return;
            }
        }

        Write(value ?? new T());
    }

    private void WriteArray<T>(List<T>? list) where T : class, IMessage
    {
        WriteLength(list?.Count ?? -1, 4);
        if (list is not null)
        {
            foreach (var item in list)
            {
                Write(item);
            }
        }
    }

    private readonly void WriteInt32s(List<int>? list)
    {
        WriteLength(list?.Count ?? -1, 4);
        if (list is not null)
        {
            foreach (var item in list)
            {
                BinaryPrimitives.WriteInt32BigEndian(frame.Append(4), item);
            }
        }
    }

    private readonly void WriteStrings(List<string>? list)
    {
        WriteLength(list?.Count ?? -1, 4);
        if (list is not null)
        {
            foreach (var item in list)
            {
                WriteString(item);
            }
        }
    }

    private readonly void WriteString(string? value)
    {
        if (value is null)
        {
            WriteLength(-1, 2);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        WriteLength(length, 2);
        Encoding.UTF8.GetBytes(value, frame.Append(length));
    }

    private readonly void WriteLength(int length, int width)
    {
        if (flexible)
        {
            WriteUnsigned((uint)(length + 1));
        }
        else if (width == 2)
        {
            BinaryPrimitives.WriteInt16BigEndian(frame.Append(2), checked((short)length));
        }
        else
        {
            BinaryPrimitives.WriteInt32BigEndian(frame.Append(4), length);
        }
    }

    private readonly void WriteUnsigned(uint value) => VarInt.Write(frame.Append(VarInt.Size(value)), value);

    private readonly bool Has(int from, int to) => version >= from && version <= to;
}
