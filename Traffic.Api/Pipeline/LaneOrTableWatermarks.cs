using Traffic.Api.Feeds;
using Traffic.Api.Windows;
using Traffic.Streaming.Declarations;

namespace Traffic.Api.Pipeline;

/// <summary>Watermarks of the lanes, or, where Kafka does not say, what the newest records in the tables imply.</summary>
internal sealed class LaneOrTableWatermarks(LogMonitor logs, Extents extents, TimeProvider time) : IWatermarks
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task<IReadOnlyDictionary<string, long>> OfAsync(StreamDeclaration stream, CancellationToken cancellationToken)
    {
        if (await LookAsync(cancellationToken) is { Failure: null, View: { Complete: true } log })
        {
            return LaneWatermarks.ByPart(log, stream);
        }

        var runs = await extents.OfAsync(stream, cancellationToken);
        return runs.SelectMany(run => Parts.OfRun(run.Run), (run, part) => (part, Watermark: new DateTimeOffset(run.Last - stream.Bound).ToMicros()))
            .ToDictionary(p => p.part, p => p.Watermark, StringComparer.Ordinal);
    }

    private async Task<LogLook?> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await logs.LookAsync(time.GetUtcNow() - MaxAge, cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null; // The look goes on and serves the next query; this one goes by the tables.
        }
    }
}
