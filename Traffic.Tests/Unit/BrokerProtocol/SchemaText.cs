using System.Text;
using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Records;
using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Tests.Unit.BrokerProtocol;

/// <summary>Writes down the fields that a message has in a version, as <c>Name:type</c>, to be compared with another source.</summary>
internal readonly struct SchemaText : IFieldVisitor
{
    private readonly StringBuilder _text;
    private readonly short _version;

    private SchemaText(StringBuilder text, short version)
    {
        _text = text;
        _version = version;
    }

    public static string Of<T>(short version) where T : class, IMessage, new()
    {
        var text = new StringBuilder();
        new SchemaText(text, version).Message<T>();
        return text.ToString();
    }

    public void Bool(ref bool value, int from, int to, string name) => Field(name, "bool", from, to);

    public void Int8(ref sbyte value, int from, int to, string name) => Field(name, "int8", from, to);

    public void Int16(ref short value, int from, int to, string name) => Field(name, "int16", from, to);

    public void Error(ref ErrorCode value, int from, int to, string name) => Field(name, "int16", from, to);

    public void Int32(ref int value, int from, int to, string name) => Field(name, "int32", from, to);

    public void Int64(ref long value, int from, int to, string name) => Field(name, "int64", from, to);

    public void Uuid(ref Guid value, int from, int to, string name) => Field(name, "uuid", from, to);

    public void String(ref string value, int from, int to, string name) => Field(name, "string", from, to);

    public void NullableString(ref string? value, int from, int to, int nullable, string name) => Field(name, "string", from, to, nullable);

    public void Bytes(ref ReadOnlyMemory<byte> value, int from, int to, string name) => Field(name, "bytes", from, to);

    public void Records(ref RecordData value, int from, int to, string name) => Field(name, "records", from, to, nullable: 0);

    public void Int32s(ref List<int> value, int from, int to, string name) => Field(name, "[]int32", from, to);

    public void NullableInt32s(ref List<int>? value, int from, int to, int nullable, string name) => Field(name, "[]int32", from, to, nullable);

    public void Strings(ref List<string> value, int from, int to, string name) => Field(name, "[]string", from, to);

    public void NullableStrings(ref List<string>? value, int from, int to, int nullable, string name) => Field(name, "[]string", from, to, nullable);

    public void Array<T>(ref List<T> value, int from, int to, string name) where T : class, IMessage, new()
    {
        if (Field(name, "[]", from, to))
        {
            Message<T>();
        }
    }

    public void NullableArray<T>(ref List<T>? value, int from, int to, int nullable, string name) where T : class, IMessage, new()
    {
        if (Field(name, "[]", from, to, nullable))
        {
            Message<T>();
        }
    }

    public void Struct<T>(ref T value, int from, int to, string name) where T : class, IMessage, new()
    {
        if (Field(name, "", from, to))
        {
            Message<T>();
        }
    }

    public void NullableStruct<T>(ref T? value, int from, int to, int nullable, string name) where T : class, IMessage, new()
    {
        if (Field(name, "", from, to, nullable))
        {
            Message<T>();
        }
    }

    public bool Tag(int tag, bool isDefault, int from)
    {
        if (_version < from)
        {
            return false;
        }

        _text.Append($"#{tag} ");
        return true;
    }

    private void Message<T>() where T : class, IMessage, new()
    {
        var message = new T();
        var visitor = this;
        _text.Append("{ ");
        message.Fields(ref visitor);
        message.TaggedFields(ref visitor);
        _text.Append("} ");
    }

    private bool Field(string name, string type, int from, int to, int nullable = int.MaxValue)
    {
        if (_version < from || _version > to)
        {
            return false;
        }

        _text.Append($"{name.TrimEnd('!')}:{type}{(_version >= nullable ? "?" : "")} ");
        return true;
    }
}
