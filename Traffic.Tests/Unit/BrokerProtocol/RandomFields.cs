using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Records;
using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Tests.Unit.BrokerProtocol;

/// <summary>Fills the fields of a message with random values, nulls and tagged fields included.</summary>
internal readonly struct RandomFields : IFieldVisitor
{
    private readonly short _version;
    private readonly Random _random;

    private RandomFields(short version, Random random)
    {
        _version = version;
        _random = random;
    }

    public static T Fill<T>(T message, short version, Random random) where T : class, IMessage, new()
    {
        var visitor = new RandomFields(version, random);
        message.Fields(ref visitor);
        message.TaggedFields(ref visitor);
        return message;
    }

    public void Bool(ref bool value, int from, int to, string name) => value = _random.Next(2) == 1;

    public void Int8(ref sbyte value, int from, int to, string name) => value = (sbyte)_random.Next(-128, 128);

    public void Int16(ref short value, int from, int to, string name) => value = (short)_random.Next(short.MinValue, short.MaxValue);

    public void Error(ref ErrorCode value, int from, int to, string name) => value = (ErrorCode)_random.Next(0, 120);

    public void Int32(ref int value, int from, int to, string name) => value = _random.Next(int.MinValue, int.MaxValue);

    public void Int64(ref long value, int from, int to, string name) => value = _random.NextInt64(long.MinValue, long.MaxValue);

    public void Uuid(ref Guid value, int from, int to, string name) => value = new Guid(RandomBytes(16));

    public void String(ref string value, int from, int to, string name) => value = RandomString();

    public void NullableString(ref string? value, int from, int to, int nullable, string name) => value = IsNull(nullable) ? null : RandomString();

    public void Bytes(ref ReadOnlyMemory<byte> value, int from, int to, string name) => value = RandomBytes(_random.Next(0, 200));

    public void Records(ref RecordData value, int from, int to, string name) => value = IsNull(0) ? default : new RecordData(RandomBytes(_random.Next(0, 200)));

    public void Int32s(ref List<int> value, int from, int to, string name)
    {
        var random = _random;
        value = Items(() => random.Next());
    }

    public void NullableInt32s(ref List<int>? value, int from, int to, int nullable, string name)
    {
        var random = _random;
        value = IsNull(nullable) ? null : Items(() => random.Next());
    }

    public void Strings(ref List<string> value, int from, int to, string name) => value = Items(RandomString);

    public void NullableStrings(ref List<string>? value, int from, int to, int nullable, string name) => value = IsNull(nullable) ? null : Items(RandomString);

    public void Array<T>(ref List<T> value, int from, int to, string name) where T : class, IMessage, new() => value = Items(RandomItem<T>);

    public void NullableArray<T>(ref List<T>? value, int from, int to, int nullable, string name) where T : class, IMessage, new() =>
        value = IsNull(nullable) ? null : Items(RandomItem<T>);

    public void Struct<T>(ref T value, int from, int to, string name) where T : class, IMessage, new() => value = RandomItem<T>();

    public void NullableStruct<T>(ref T? value, int from, int to, int nullable, string name) where T : class, IMessage, new() =>
        value = IsNull(nullable) ? null : RandomItem<T>();

    public bool Tag(int tag, bool isDefault, int from) => _version >= from && _random.Next(2) == 0;

    private T RandomItem<T>() where T : class, IMessage, new() => Fill(new T(), _version, _random);

    private List<T> Items<T>(Func<T> next) => [.. Enumerable.Range(0, _random.Next(0, 4)).Select(_ => next())];

    private bool IsNull(int nullable) => _version >= nullable && _random.Next(3) == 0;

    private string RandomString() => new([.. Enumerable.Range(0, _random.Next(0, 150)).Select(RandomChar)]);

    private char RandomChar(int _) => _random.Next(8) == 0 ? 'é' : (char)_random.Next(32, 127);

    private byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
