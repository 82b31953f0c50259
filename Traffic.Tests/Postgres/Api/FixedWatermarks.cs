using Traffic.Api.Windows;
using Traffic.Streaming.Declarations;

namespace Traffic.Tests.Postgres.Api;

/// <summary>Watermarks as a test wants them; a part that is not in it has ended.</summary>
internal sealed class FixedWatermarks : Dictionary<string, long>, IWatermarks
{
    public void Set(string part, string instant) => this[part] = DateTimeOffset.Parse(instant, null).ToMicros();

    public Task<IReadOnlyDictionary<string, long>> OfAsync(StreamDeclaration stream, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, long>>(this);
}
