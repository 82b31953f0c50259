namespace Traffic.Embedded.Hosting.Processes;

/// <summary>What to start.</summary>
/// <param name="Command">Program and arguments; the program is looked up on PATH.</param>
/// <param name="Environment">All variables of the process: nothing is inherited beside them.</param>
/// <param name="DeathSignal">What the kernel sends it when this process dies, however that happens.</param>
internal sealed record ProcessSpec(
    IReadOnlyList<string> Command,
    IReadOnlyDictionary<string, string> Environment,
    Signal DeathSignal = Signal.Kill)
{
    /// <summary>Stands between the start of the session and the death signal, e.g. <c>unshare …</c>.</summary>
    public IReadOnlyList<string> Wrapper { get; init; } = [];

    /// <summary>More options of setpriv, which runs directly before the program.</summary>
    public IReadOnlyList<string> Privileges { get; init; } = [];

    public string? WorkingDirectory { get; init; }
}
