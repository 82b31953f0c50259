using Confluent.Kafka;

namespace Traffic.Api.Pipeline;

/// <summary>The newest view of the log, taken when somebody needs one that is newer.</summary>
internal sealed class LogMonitor(LogSampler sampler, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile LogLook _last = new(DateTimeOffset.MinValue, null, "Kafka was not asked yet.");

    /// <summary>A look that began at that time or later; where Kafka does not answer, the view before and the reason.</summary>
    public async Task<LogLook> LookAsync(DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        if (_last.Began >= notBefore)
        {
            return _last;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            return _last.Began >= notBefore ? _last : _last = await TakeAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<LogLook> TakeAsync(CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        try
        {
            return new(began, await Task.Run(sampler.Sample, cancellationToken), null);
        }
        catch (KafkaException e)
        {
            return new(began, _last.View, e.Error.Reason);
        }
    }
}

/// <param name="Began">When it began; everything that was in the log then is in the view.</param>
/// <param name="View">Null where Kafka has never answered.</param>
/// <param name="Failure">Why there is no new view.</param>
internal sealed record LogLook(DateTimeOffset Began, LogView? View, string? Failure);
