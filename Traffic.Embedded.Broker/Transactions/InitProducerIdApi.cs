using Traffic.Embedded.Broker.Network;
using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Messages;

namespace Traffic.Embedded.Broker.Transactions;

/// <summary>InitProducerId for idempotent producers. Transactional ones are told that there are no transactions.</summary>
internal sealed class InitProducerIdApi(ProducerIds ids)
{
    public ValueTask<InitProducerIdResponse?> HandleAsync(InitProducerIdRequest request, RequestContext context) => new(request.TransactionalId is null
        ? new InitProducerIdResponse { ProducerId = ids.Next(), ProducerEpoch = 0 }
        : new InitProducerIdResponse { ErrorCode = request.TransactionalId.Length == 0 ? ErrorCode.InvalidRequest : ErrorCode.UnsupportedVersion, ProducerEpoch = -1 });
}
