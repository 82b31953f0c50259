namespace Traffic.Embedded.Broker.Storage;

/// <summary>What a partition remembers of one idempotent producer: its epoch and last five batches.</summary>
internal sealed class ProducerState(long producerId, short epoch)
{
    /// <summary>As many batches as a producer may have in flight.</summary>
    public const int RememberedBatches = 5;

    private readonly Queue<Batch> _batches = new(RememberedBatches);

    public long ProducerId { get; } = producerId;

    public short Epoch { get; private set; } = epoch;

    public int LastSequence { get; private set; } = -1;

    public long LastTimestamp { get; private set; }

    public IReadOnlyCollection<Batch> Batches => _batches;

    /// <summary>A batch already stored, that a producer sent again.</summary>
    public Batch? FindDuplicate(short epoch, int firstSequence, int lastSequence)
    {
        if (epoch == Epoch)
        {
            foreach (var batch in _batches)
            {
                if (batch.FirstSequence == firstSequence && batch.LastSequence == lastSequence)
                {
                    return batch;
                }
            }
        }

        return null;
    }

    public void Add(short epoch, Batch batch)
    {
        if (epoch != Epoch)
        {
            _batches.Clear();
            Epoch = epoch;
        }

        if (_batches.Count == RememberedBatches)
        {
            _batches.Dequeue();
        }

        _batches.Enqueue(batch);
        LastSequence = batch.LastSequence;
        LastTimestamp = Math.Max(LastTimestamp, batch.Timestamp);
    }

    /// <summary>Sequence number that follows; they wrap to zero.</summary>
    public static int Next(int sequence) => sequence == int.MaxValue ? 0 : sequence + 1;

    /// <summary>Last sequence number of a batch that starts with <paramref name="first"/>.</summary>
    public static int Last(int first, int lastDelta) => first > int.MaxValue - lastDelta ? lastDelta - (int.MaxValue - first) - 1 : first + lastDelta;

    public readonly record struct Batch(int FirstSequence, int LastSequence, long BaseOffset, long Timestamp);
}
