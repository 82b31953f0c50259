using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Embedded.Broker.Network;

/// <summary>Answers a request; null where none is wanted.</summary>
internal delegate ValueTask<TResponse?> ApiHandler<in TRequest, TResponse>(TRequest request, RequestContext context)
    where TResponse : class;

/// <summary>An API with its handler: decodes, handles, encodes.</summary>
internal abstract class ApiBinding(ApiInfo api)
{
    public ApiInfo Api { get; } = api;

    /// <summary>Writes header and body of the response behind the size prefix. False if none is to be sent.</summary>
    public abstract ValueTask<bool> HandleAsync(MessageReader reader, int correlationId, RequestContext context, FrameBuffer response);

    public static ApiBinding Create<TRequest, TResponse>(ApiHandler<TRequest, TResponse> handler)
        where TRequest : class, IRequest<TResponse>, new()
        where TResponse : class, IMessage, new() => new Typed<TRequest, TResponse>(handler);

    private sealed class Typed<TRequest, TResponse>(ApiHandler<TRequest, TResponse> handler) : ApiBinding(TRequest.Api)
        where TRequest : class, IRequest<TResponse>, new()
        where TResponse : class, IMessage, new()
    {
        public override async ValueTask<bool> HandleAsync(MessageReader reader, int correlationId, RequestContext context, FrameBuffer response)
        {
            var request = reader.Read<TRequest>();
            if (reader.Remaining > 0)
            {
                throw new ProtocolException($"{reader.Remaining} bytes behind the request");
            }

            if (await handler(request, context) is not { } answer)
            {
                return false;
            }

            ResponseHeader.Write(response, Api, context.Version, correlationId);
            new MessageWriter(response, context.Version, Api.IsFlexible(context.Version)).Write(answer);
            return true;
        }
    }
}
