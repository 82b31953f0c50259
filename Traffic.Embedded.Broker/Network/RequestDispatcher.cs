using System.Buffers.Binary;
using System.Net;
using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Messages;
using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Embedded.Broker.Network;

/// <summary>Finds the handler for a request frame and tells clients which APIs there are.</summary>
internal sealed class RequestDispatcher
{
    /// <summary>librdkafka sends compressed batches only to brokers that list Produce from version 0 on, as Kafka 4 therefore does.</summary>
    private const short ListedProduceMin = 0;

    private const int FixedHeader = 8;

    private readonly Dictionary<short, ApiBinding> _bindings;
    private readonly ApiVersionsResponse _apis;

    public RequestDispatcher(IEnumerable<ApiBinding> bindings)
    {
        _bindings = bindings.ToDictionary(b => (short)b.Api.Key);
        _bindings.Add((short)ApiKey.ApiVersions, ApiBinding.Create<ApiVersionsRequest, ApiVersionsResponse>((_, _) => new(_apis)));
        _apis = new ApiVersionsResponse
        {
            FinalizedFeaturesEpoch = 0,
            ApiKeys = [.. _bindings.Values.Select(b => b.Api).OrderBy(a => a.Key).Select(a => new ApiVersionsResponse.ApiVersion
            {
                ApiKey = (short)a.Key,
                MinVersion = a.Key == ApiKey.Produce ? ListedProduceMin : a.MinVersion,
                MaxVersion = a.MaxVersion,
            })],
        };
    }

    /// <summary>Handles a frame (without its size prefix). False if there is no response.</summary>
    /// <exception cref="ProtocolException">The connection can't go on.</exception>
    public ValueTask<bool> DispatchAsync(byte[] buffer, int offset, int count, IPAddress client, FrameBuffer response, CancellationToken stopping)
    {
        if (count < FixedHeader)
        {
            throw new ProtocolException($"a request of {count} bytes");
        }

        var key = BinaryPrimitives.ReadInt16BigEndian(buffer.AsSpan(offset));
        var version = BinaryPrimitives.ReadInt16BigEndian(buffer.AsSpan(offset + 2));
        if (!_bindings.TryGetValue(key, out var binding))
        {
            throw new ProtocolException($"api key {key} is not offered");
        }

        if (!binding.Api.Supports(version))
        {
            if (binding.Api.Key == ApiKey.ApiVersions)
            {
                return new(AnswerUnsupportedApiVersions(BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(offset + 4)), response));
            }

            throw new ProtocolException($"{binding.Api.Key} version {version} is not offered");
        }

        var headerReader = new MessageReader(buffer, offset, count, binding.Api.RequestHeaderVersion(version), flexible: false);
        var header = headerReader.Read<RequestHeader>();
        var body = headerReader.Position;
        if (binding.Api.IsFlexible(version))
        {
            body = SkipTags(buffer, body, offset + count);
        }

        var reader = new MessageReader(buffer, body, offset + count - body, version, binding.Api.IsFlexible(version));
        return binding.HandleAsync(reader, header.CorrelationId, new RequestContext(version, header.ClientId ?? "", client, stopping), response);
    }

    /// <summary>A client newer than the broker learns the versions from the oldest response form (KIP-511).</summary>
    private bool AnswerUnsupportedApiVersions(int correlationId, FrameBuffer response)
    {
        ResponseHeader.Write(response, ApiVersionsRequest.Api, 0, correlationId);
        var answer = new ApiVersionsResponse { ErrorCode = ErrorCode.UnsupportedVersion, ApiKeys = _apis.ApiKeys };
        new MessageWriter(response, 0, flexible: false).Write(answer);
        return true;
    }

    private static int SkipTags(byte[] buffer, int position, int end)
    {
        var reader = new MessageReader(buffer, position, end - position, version: 2, flexible: true);
        reader.Read<HeaderTags>();
        return reader.Position;
    }

    /// <summary>The tagged fields of a request header, of which none has a meaning here.</summary>
    private sealed class HeaderTags : IMessage
    {
        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
        }
    }
}
