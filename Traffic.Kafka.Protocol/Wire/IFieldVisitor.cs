using System.Runtime.CompilerServices;
using Traffic.Kafka.Protocol.Records;

namespace Traffic.Kafka.Protocol.Wire;

/// <summary>
/// What is done with each field of a message. <c>from</c> and <c>to</c> are the versions that carry the field
/// (outside them it keeps its default), <c>nullable</c> the first version in which it may be null.
/// </summary>
public interface IFieldVisitor
{
    void Bool(ref bool value, int from = 0, int to = int.MaxValue, [CallerArgumentExpression(nameof(value))] string name = "");

    void Int8(ref sbyte value, int from = 0, int to = int.MaxValue, [CallerArgumentExpression(nameof(value))] string name = "");

    void Int16(ref short value, int from = 0, int to = int.MaxValue, [CallerArgumentExpression(nameof(value))] string name = "");

    void Error(ref ErrorCode value, int from = 0, int to = int.MaxValue, [CallerArgumentExpression(nameof(value))] string name = "");

    void Int32(ref int value, int from = 0, int to = int.MaxValue, [CallerArgumentExpression(nameof(value))] string name = "");

    void Int64(ref long value, int from = 0, int to = int.MaxValue, [CallerArgumentExpression(nameof(value))] string name = "");

    void Uuid(ref Guid value, int from = 0, int to = int.MaxValue, [CallerArgumentExpression(nameof(value))] string name = "");

    void String(ref string value, int from = 0, int to = int.MaxValue, [CallerArgumentExpression(nameof(value))] string name = "");

    void NullableString(ref string? value, int from = 0, int to = int.MaxValue, int nullable = 0, [CallerArgumentExpression(nameof(value))] string name = "");

    void Bytes(ref ReadOnlyMemory<byte> value, int from = 0, int to = int.MaxValue, [CallerArgumentExpression(nameof(value))] string name = "");

    void Records(ref RecordData value, int from = 0, int to = int.MaxValue, [CallerArgumentExpression(nameof(value))] string name = "");

    void Int32s(ref List<int> value, int from = 0, int to = int.MaxValue, [CallerArgumentExpression(nameof(value))] string name = "");

    void NullableInt32s(ref List<int>? value, int from = 0, int to = int.MaxValue, int nullable = 0, [CallerArgumentExpression(nameof(value))] string name = "");

    void Strings(ref List<string> value, int from = 0, int to = int.MaxValue, [CallerArgumentExpression(nameof(value))] string name = "");

    void NullableStrings(ref List<string>? value, int from = 0, int to = int.MaxValue, int nullable = 0, [CallerArgumentExpression(nameof(value))] string name = "");

    void Array<T>(ref List<T> value, int from = 0, int to = int.MaxValue, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : class, IMessage, new();

    void NullableArray<T>(ref List<T>? value, int from = 0, int to = int.MaxValue, int nullable = 0, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : class, IMessage, new();

    void Struct<T>(ref T value, int from = 0, int to = int.MaxValue, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : class, IMessage, new();

    void NullableStruct<T>(ref T? value, int from = 0, int to = int.MaxValue, int nullable = 0, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : class, IMessage, new();

    /// <summary>Whether the tagged field with this number is to be visited now.</summary>
    bool Tag(int tag, bool isDefault, int from = 0);
}
