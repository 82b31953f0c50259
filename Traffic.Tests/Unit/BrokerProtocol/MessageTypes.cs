using System.Reflection;
using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Tests.Unit.BrokerProtocol;

/// <summary>Every request and response of the protocol, found by reflection so that none is forgotten.</summary>
internal static class MessageTypes
{
    public static IReadOnlyList<MessageType> All { get; } =
    [
        .. from type in typeof(ApiInfo).Assembly.GetTypes()
           from contract in type.GetInterfaces()
           where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequest<>)
           let api = (ApiInfo)type.GetProperty(nameof(IRequest<>.Api), BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!
           from message in new[] { type, contract.GetGenericArguments()[0] }
           orderby message.Name
           select (MessageType)Activator.CreateInstance(typeof(MessageType<>).MakeGenericType(message), api)!,
    ];

    /// <summary>All messages in all their versions.</summary>
    public static IEnumerable<(MessageType Type, short Version)> Versions() =>
        All.SelectMany(t => Enumerable.Range(t.Api.MinVersion, t.Api.MaxVersion - t.Api.MinVersion + 1).Select(v => (t, (short)v)));
}

/// <summary>What tests do with a message whose type they don't know.</summary>
internal abstract class MessageType(string name, ApiInfo api)
{
    public string Name { get; } = name;

    public ApiInfo Api { get; } = api;

    public abstract string Describe(short version);

    public abstract IMessage CreateRandom(short version, Random random);

    public abstract byte[] Write(IMessage message, short version);

    /// <summary>Reads a message from all of the bytes.</summary>
    public abstract IMessage Read(byte[] bytes, short version);

    public override string ToString() => Name;
}

internal sealed class MessageType<T>(ApiInfo api) : MessageType(typeof(T).Name, api) where T : class, IMessage, new()
{
    public override string Describe(short version) => SchemaText.Of<T>(version);

    public override IMessage CreateRandom(short version, Random random) => RandomFields.Fill(new T(), version, random);

    public override byte[] Write(IMessage message, short version)
    {
        using var frame = new FrameBuffer();
        new MessageWriter(frame, version, Api.IsFlexible(version)).Write((T)message);
        return frame.Written.ToArray();
    }

    public override IMessage Read(byte[] bytes, short version)
    {
        var reader = new MessageReader(bytes, 0, bytes.Length, version, Api.IsFlexible(version));
        var message = reader.Read<T>();
        return reader.Remaining == 0 ? message : throw new ProtocolException($"{reader.Remaining} bytes left");
    }
}
