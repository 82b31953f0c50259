using System.Globalization;

namespace Traffic.Simulator.Emission;

/// <summary>Where a simulated record stands in its road's schedule: the run it belongs to and its place in that run.</summary>
/// <param name="Run">Start of the run, unix seconds.</param>
internal readonly record struct SimulationPosition(long Run, int Index) : IComparable<SimulationPosition>
{
    public int CompareTo(SimulationPosition other) =>
        Run == other.Run ? Index.CompareTo(other.Index) : Run.CompareTo(other.Run);

    public static bool operator <(SimulationPosition left, SimulationPosition right) => left.CompareTo(right) < 0;

    public static bool operator >(SimulationPosition left, SimulationPosition right) => left.CompareTo(right) > 0;

    public static bool operator <=(SimulationPosition left, SimulationPosition right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SimulationPosition left, SimulationPosition right) => left.CompareTo(right) >= 0;

    /// <summary>Reads <c>run/index</c>; null where a text is anything else.</summary>
    public static SimulationPosition? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            && long.TryParse(text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? new SimulationPosition(run, index)
                : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Run}/{Index}");
}
