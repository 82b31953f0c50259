using System.Threading.Channels;
using Npgsql;
using Traffic.Api.Http;
using Traffic.Api.Windows;
using Traffic.Kafka;

namespace Traffic.Api.Pipeline;

/// <summary>
/// Keeps the view of the pipeline. It looks every other second while somebody has asked within the last minute, so that rates are
/// known, and not at all otherwise.
/// </summary>
internal sealed class PipelineMonitor(LogMonitor logs, TableSampler tables, ServiceProbe probe, TopicCatalogue catalogue, TimeProvider time)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Attention = TimeSpan.FromMinutes(1);

    // Rates need two views; the first caller after a pause waits this long for the second.
    private static readonly TimeSpan FirstRate = TimeSpan.FromMilliseconds(400);

    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Rates _rates = new();
    private volatile View? _last;
    private long _lastAsked;

    /// <param name="fresh">The view must begin after the call, be complete, and come from a Kafka and a PostgreSQL that answer.</param>
    /// <exception cref="ApiException">A fresh view can't be had.</exception>
    public async Task<PipelineSnapshot> GetAsync(bool fresh, CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _lastAsked, time.GetTimestamp());
        _asked.Writer.TryWrite(true);
        var now = time.GetUtcNow();
        if (!_rates.IsKnown)
        {
            await LookAsync(now, cancellationToken);
            await Task.Delay(FirstRate, time, cancellationToken);
            now = time.GetUtcNow();
        }

        var view = await LookAsync(fresh ? now : now - Interval, cancellationToken);
        return fresh && view.Failure is { } failure ? throw ApiException.Unavailable(failure) : view.Snapshot;
    }

    public override void Dispose()
    {
        base.Dispose();
        _one.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _asked.Reader.WaitToReadAsync(stoppingToken))
        {
            _asked.Reader.TryRead(out _);
            while (time.GetElapsedTime(Interlocked.Read(ref _lastAsked)) < Attention)
            {
                await LookAsync(time.GetUtcNow() - Interval, stoppingToken);
                await Task.Delay(Interval, time, stoppingToken);
            }
        }
    }

    /// <summary>A view that began at that time or later; one is taken for all who wait.</summary>
    private async Task<View> LookAsync(DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        if (_last is { } known && known.Began >= notBefore)
        {
            return known;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            return _last is { } meanwhile && meanwhile.Began >= notBefore ? meanwhile : _last = await TakeAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<View> TakeAsync(CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var services = probe.ProbeAsync(cancellationToken);
        // The tables after the log: what the log says is stored must be looked for after it was said.
        var log = await logs.LookAsync(began, cancellationToken);
        var view = log.View ?? LogView.Empty(began);
        var (stored, failure) = await StoredAsync(view, cancellationToken);
        if (log.Failure is null && failure is null)
        {
            _rates.Add(view.At, view.Ends, stored.Stored);
        }

        ServiceState[] states = [.. await services, State("kafka", log.Failure), State("postgres", failure)];
        var whole = log.Failure ?? failure ?? (view.Complete ? null : "The processor's positions are still being read.");
        return new(began, new SnapshotBuilder(view, stored, _rates, catalogue).Build(states), whole);
    }

    private async Task<(TableView View, string? Failure)> StoredAsync(LogView log, CancellationToken cancellationToken)
    {
        var live = catalogue.Feeds.SelectMany(f => f.Streams)
            .Where(s => log.Lanes.Any(l => l is { Run: Parts.Live, Accepted: > 0 } && TopicNames.IsRaw(s, l.Topic))).ToList();
        try
        {
            return (await tables.SampleAsync(live, cancellationToken), null);
        }
        catch (NpgsqlException e)
        {
            return (TableView.Empty, e.Message);
        }
    }

    private static ServiceState State(string name, string? failure) => new(name, failure is null ? "up" : "down", failure);

    private sealed record View(DateTimeOffset Began, PipelineSnapshot Snapshot, string? Failure);
}
