using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Records;

namespace Traffic.Embedded.Broker.Storage;

/// <summary>The idempotent producers of a partition. Rebuilt from the log, so it never says what the log does not.</summary>
internal sealed class ProducerStates
{
    private readonly Dictionary<long, ProducerState> _producers = [];

    public IReadOnlyCollection<ProducerState> All => _producers.Values;

    /// <summary>Whether the batch may follow what its producer has stored.</summary>
    /// <param name="duplicate">Where the same batch already is, when it was sent again.</param>
    public ErrorCode Check(RecordBatch batch, out ProducerState.Batch? duplicate)
    {
        duplicate = null;
        if (!_producers.TryGetValue(batch.ProducerId, out var producer))
        {
            // State may have expired, so an unknown producer may go on with any sequence, as in Kafka since 2.5.
            return ErrorCode.None;
        }

        var first = batch.BaseSequence;
        duplicate = producer.FindDuplicate(batch.ProducerEpoch, first, ProducerState.Last(first, batch.LastOffsetDelta));
        if (duplicate is not null)
        {
            return ErrorCode.None;
        }

        if (batch.ProducerEpoch < producer.Epoch)
        {
            return ErrorCode.InvalidProducerEpoch;
        }

        var expected = batch.ProducerEpoch > producer.Epoch ? 0 : ProducerState.Next(producer.LastSequence);
        return first == expected ? ErrorCode.None : ErrorCode.OutOfOrderSequenceNumber;
    }

    /// <param name="now">When it was stored (ms); the records' own times say nothing about a producer's age.</param>
    public void Add(RecordBatch batch, long now)
    {
        if (batch.ProducerId == RecordBatch.NoProducerId)
        {
            return;
        }

        var last = ProducerState.Last(batch.BaseSequence, batch.LastOffsetDelta);
        Add(batch.ProducerId, batch.ProducerEpoch, new(batch.BaseSequence, last, batch.BaseOffset, now));
    }

    public void Add(long producerId, short epoch, ProducerState.Batch batch)
    {
        if (!_producers.TryGetValue(producerId, out var producer))
        {
            _producers[producerId] = producer = new ProducerState(producerId, epoch);
        }

        producer.Add(epoch, batch);
    }

    /// <summary>Forgets producers that wrote nothing since <paramref name="before"/> (ms).</summary>
    public void Expire(long before)
    {
        foreach (var (id, producer) in _producers)
        {
            if (producer.LastTimestamp < before)
            {
                _producers.Remove(id);
            }
        }
    }
}
