using Traffic.Embedded.Hosting.Processes;

namespace Traffic.Tests.System;

/// <summary>The built command-line program against a running system.</summary>
internal static class Cli
{
    private static string Program { get; } = TrafficHost.AppHost.Replace("Traffic.AppHost", "Traffic.Cli", StringComparison.Ordinal);

    /// <returns>Exit code and everything that it wrote.</returns>
    public static Task<(int ExitCode, string Output)> RunAsync(TrafficHost host, params string[] arguments) =>
        ProcessLauncher.RunAsync(
            new(["dotnet", "exec", Program, .. arguments, "--data", host.DataFolder], InheritedEnvironment.Get()), TestContext.Current.CancellationToken);

    /// <summary>Fails with the output unless the call ends with 0.</summary>
    public static async Task SucceedAsync(TrafficHost host, params string[] arguments)
    {
        var (code, output) = await RunAsync(host, arguments);
        Assert.True(code == 0, $"{string.Join(' ', arguments)} ended with {code}:\n{output}");
    }

    public static Task WaitIdleAsync(TrafficHost host) => SucceedAsync(host, "status", "--wait-idle", "120");
}
