namespace Traffic.Kafka.Protocol.Wire;

/// <summary>The body of a request; its <see cref="Api"/> says which versions exist.</summary>
public interface IRequest<TResponse> : IMessage
    where TResponse : class, IMessage, new()
{
    static abstract ApiInfo Api { get; }
}
