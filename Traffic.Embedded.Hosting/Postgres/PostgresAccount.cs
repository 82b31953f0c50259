using Traffic.Embedded.Hosting.Processes;

namespace Traffic.Embedded.Hosting.Postgres;

/// <summary>
/// As whom the server runs. PostgreSQL refuses root, so root gives it another id: inside a user namespace where the kernel
/// allows one, else <c>nobody</c>, who may pass root's folders but nothing more.
/// </summary>
/// <param name="Owner">User id that must own the data folder.</param>
internal sealed record PostgresAccount(IReadOnlyList<string> Wrapper, IReadOnlyList<string> Privileges, int? Owner)
{
    private const int Nobody = 65534;

    public static PostgresAccount Direct { get; } = new([], [], null);

    public static PostgresAccount Namespace { get; } = new(["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"], [], 0);

    public static PostgresAccount Unprivileged { get; } = new(
        [],
        [
            "--securebits", "+no_setuid_fixup", "--reuid", $"{Nobody}", "--regid", $"{Nobody}", "--clear-groups", "--no-new-privs",
            "--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override", "--bounding-set=-all,+dac_override",
        ],
        Nobody);

    public static async Task<PostgresAccount> FindAsync(CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
            return Direct;
        var (code, _) = await ProcessLauncher.RunAsync(Namespace.Spec(["true"]), cancellationToken);
        return code == 0 ? Namespace : Unprivileged;
    }

    /// <remarks>The server's children end with it; when the host dies it is to end at once, and recovers at the next start.</remarks>
    public ProcessSpec Spec(IReadOnlyList<string> command) =>
        new(command, InheritedEnvironment.Get(), Signal.Quit) { Wrapper = Wrapper, Privileges = Privileges };
}
