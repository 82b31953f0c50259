using Traffic.Streaming.Declarations;

namespace Traffic.Api.Windows;

/// <summary>Up to which event time the parts of a stream are complete.</summary>
internal interface IWatermarks
{
    /// <summary>The watermark of each part, µs since the epoch; <see cref="long.MaxValue"/> for a run that has ended.</summary>
    Task<IReadOnlyDictionary<string, long>> OfAsync(StreamDeclaration stream, CancellationToken cancellationToken);
}
