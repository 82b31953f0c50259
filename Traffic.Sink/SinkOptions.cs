using System.ComponentModel.DataAnnotations;

namespace Traffic.Sink;

/// <summary>Section <c>Traffic:Sink</c>.</summary>
internal sealed class SinkOptions
{
    public const string Section = "Traffic:Sink";

    /// <summary>Most records in a batch.</summary>
    [Range(1, 1_000_000, ErrorMessage = "must be 1 to 1000000")]
    public int BatchRows { get; set; } = 10_000;

    /// <summary>Longest time from a batch's first record until it is stored.</summary>
    [Range(1, 60_000, ErrorMessage = "must be 1 to 60000 (ms)")]
    public int BatchMilliseconds { get; set; } = 250;
}
