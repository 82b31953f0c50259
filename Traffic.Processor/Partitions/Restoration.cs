using Confluent.Kafka;

namespace Traffic.Processor.Partitions;

/// <summary>Partitions whose state is being restored on a thread of its own; disposing cancels it.</summary>
internal sealed class Restoration : IDisposable
{
    private readonly CancellationTokenSource _cancelled;
    private readonly IReadOnlyList<OwnedPartition> _partitions;
    private readonly Task<IReadOnlyList<TopicPartitionOffset>> _start;

    public Restoration(
        IReadOnlyList<OwnedPartition> partitions,
        Func<IReadOnlyList<OwnedPartition>, CancellationToken, IReadOnlyList<TopicPartitionOffset>> restore,
        CancellationToken stopping)
    {
        _partitions = partitions;
        _cancelled = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var token = _cancelled.Token;
        _start = Task.Factory.StartNew(() => restore(partitions, token), token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public bool IsCompleted => _start.IsCompleted;

    /// <summary>The partitions and where each goes on; the error, if restoring failed.</summary>
    public (IReadOnlyList<OwnedPartition> Partitions, IReadOnlyList<TopicPartitionOffset> Start) Take() =>
        (_partitions, _start.GetAwaiter().GetResult());

    public void Dispose()
    {
        _cancelled.Cancel();
        _cancelled.Dispose();
    }
}
