using System.ComponentModel.DataAnnotations;

namespace Traffic.Simulator;

/// <summary>Settings of section <c>Traffic</c>.</summary>
internal sealed class SimulatorOptions : IValidatableObject
{
    public const string None = "none";

    private static readonly string[] Known = ["roads"];

    /// <summary>Feeds to simulate, separated by commas, or <c>none</c>; empty is all.</summary>
    public string Simulators { get; set; } = "";

    /// <summary>Above 1 the clock starts 24 hours back, or where it stopped, and runs so many times as fast until it has caught up.</summary>
    [Range(1, 10_000, ErrorMessage = "must be from 1 to 10000")]
    public double Speed { get; set; } = 1;

    /// <summary>The same seed gives the same traffic.</summary>
    public string Seed { get; set; } = "42";

    public bool Simulates(string feed) => Names.Length == 0 || Names.Contains(feed, StringComparer.Ordinal);

    private string[] Names => Simulators.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Names is [None])
        {
            yield break;
        }

        if (Names.Except(Known).FirstOrDefault() is { } unknown)
        {
            yield return new ValidationResult(
                $"there is no simulator '{unknown}': must be a list of {string.Join(", ", Known)}, or {None}", [nameof(Simulators)]);
        }
    }
}
