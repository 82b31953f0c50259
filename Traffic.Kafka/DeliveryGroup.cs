using Confluent.Kafka;

namespace Traffic.Kafka;

/// <summary>
/// Records that are acknowledged together: produce any number of them, then complete the group once. One thread produces into it.
/// </summary>
public sealed class DeliveryGroup
{
    private static readonly TimeSpan QueueFullWait = TimeSpan.FromMilliseconds(50);

    private readonly IProducer<byte[]?, byte[]?> _producer;
    private readonly Action<DeliveryReport<byte[]?, byte[]?>> _onDelivery;
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Error? _error;

    // One more than the records on their way until the group is completed, so that it can't end before.
    private long _outstanding = 1;
    private bool _sealed;

    internal DeliveryGroup(IProducer<byte[]?, byte[]?> producer)
    {
        _producer = producer;
        _onDelivery = report => OnDelivery(report.Error);
    }

    /// <summary>Records produced so far.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes of keys and values produced so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Records not acknowledged yet.</summary>
    public long Outstanding => Interlocked.Read(ref _outstanding) - (_sealed ? 0 : 1);

    /// <summary>Produces a record; where the client's queue is full, waits until there is room.</summary>
    /// <param name="partition">A partition, or null: by murmur2 of the key.</param>
    /// <exception cref="KafkaException">The client refuses the record, or an earlier record of the group failed.</exception>
    public void Produce(string topic, int? partition, byte[]? key, byte[]? value, Headers? headers, CancellationToken cancellationToken)
    {
        while (!TryProduce(topic, partition, key, value, headers))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _producer.Flush(QueueFullWait);
        }
    }

    /// <summary>Produces a record unless the client's queue is full.</summary>
    /// <exception cref="KafkaException">The client refuses the record, or an earlier record of the group failed.</exception>
    public bool TryProduce(string topic, int? partition, byte[]? key, byte[]? value, Headers? headers)
    {
        ObjectDisposedException.ThrowIf(_sealed, this);
        ThrowIfFailed();
        var message = new Message<byte[]?, byte[]?> { Key = key, Value = value, Headers = headers };
        Interlocked.Increment(ref _outstanding);
        try
        {
            _producer.Produce(new TopicPartition(topic, partition is { } p ? new Partition(p) : Partition.Any), message, _onDelivery);
        }
        catch (ProduceException<byte[]?, byte[]?> e)
        {
            Interlocked.Decrement(ref _outstanding);
            if (e.Error.Code == ErrorCode.Local_QueueFull)
                return false;
            throw;
        }

        Count++;
        Bytes += (key?.Length ?? 0) + (value?.Length ?? 0);
        return true;
    }

    /// <summary>Ends the group: completes when all its records are acknowledged, fails with the first error when one is not.</summary>
    /// <exception cref="KafkaException">A record was not delivered.</exception>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        Seal();
        await _completed.Task.WaitAsync(cancellationToken);
        ThrowIfFailed();
    }

    /// <inheritdoc cref="CompleteAsync"/>
    public void Complete(CancellationToken cancellationToken)
    {
        Seal();
        _completed.Task.Wait(cancellationToken);
        ThrowIfFailed();
    }

    private void Seal()
    {
        if (_sealed)
            return;
        _sealed = true;
        Acknowledge();
    }

    private void OnDelivery(Error error)
    {
        if (error.IsError)
            Interlocked.CompareExchange(ref _error, error, null);
        Acknowledge();
    }

    private void Acknowledge()
    {
        if (Interlocked.Decrement(ref _outstanding) == 0)
            _completed.TrySetResult();
    }

    private void ThrowIfFailed()
    {
        if (Volatile.Read(ref _error) is { } error)
            throw new KafkaException(error);
    }
}
