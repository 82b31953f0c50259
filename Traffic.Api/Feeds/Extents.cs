using System.Collections.Concurrent;
using Traffic.Streaming.Declarations;

namespace Traffic.Api.Feeds;

/// <summary>
/// First and last event time and number of records of each run. An answer is kept for a time that grows with what it cost, and is
/// shared by all who ask for it while it is made.
/// </summary>
internal sealed class Extents(ExtentReader reader, TimeProvider time)
{
    private const int CostFactor = 30;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, Lazy<Task<Answer>>> _answers = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<RunExtent>> OfAsync(StreamDeclaration stream, CancellationToken cancellationToken)
    {
        var answer = _answers.AddOrUpdate(stream.FullName, _ => Start(stream), (_, known) => IsUsable(known) ? known : Start(stream));
        return (await answer.Value.WaitAsync(cancellationToken)).Extents;
    }

    private bool IsUsable(Lazy<Task<Answer>> answer) => !answer.IsValueCreated || answer.Value switch
    {
        { IsCompletedSuccessfully: true, Result: var result } => time.GetUtcNow() < result.Expires,
        var running => !running.IsCompleted,
    };

    private Lazy<Task<Answer>> Start(StreamDeclaration stream) => new(async () =>
    {
        var started = time.GetTimestamp();
        var extents = await reader.ReadAsync(stream);
        var keep = time.GetElapsedTime(started) * CostFactor;
        return new Answer(extents, time.GetUtcNow() + (keep > Shortest ? keep : Shortest));
    });

    private sealed record Answer(IReadOnlyList<RunExtent> Extents, DateTimeOffset Expires);
}
