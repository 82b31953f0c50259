using Confluent.Kafka;

namespace Traffic.Simulator.Kafka;

/// <summary>Counts a topic's records that are on their way, and remembers the first that could not be stored.</summary>
internal sealed class Deliveries
{
    private readonly Lock _lock = new();
    private int _inFlight;
    private KafkaException? _failure;
    private TaskCompletionSource? _stored;

    public void Sent()
    {
        lock (_lock)
        {
            if (_failure is not null)
            {
                throw _failure;
            }

            _inFlight++;
        }
    }

    public void Completed(Error error)
    {
        lock (_lock)
        {
            _failure ??= error.IsError ? new KafkaException(error) : null;
            if (--_inFlight > 0 && _failure is null)
            {
                return;
            }

            if (_failure is null)
            {
                _stored?.TrySetResult();
            }
            else
            {
                _stored?.TrySetException(_failure);
            }

            _stored = null;
        }
    }

    public Task StoredAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_failure is not null)
            {
                return Task.FromException(_failure);
            }

            if (_inFlight == 0)
            {
                return Task.CompletedTask;
            }

            _stored ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _stored.Task.WaitAsync(cancellationToken);
        }
    }
}
