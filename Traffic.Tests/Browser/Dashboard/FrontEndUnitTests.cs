using System.Diagnostics;

namespace Traffic.Tests.Browser.Dashboard;

/// <summary>The front end's own unit tests, so that one command runs all there are.</summary>
public sealed class FrontEndUnitTests
{
    [Fact]
    public async Task Vitest_AllPass()
    {
        var folder = Path.Combine(Repository.Root, "Traffic.Api", "dashboard");
        var vitest = Path.Combine(folder, "node_modules", "vitest", "vitest.mjs");
        Assert.SkipUnless(File.Exists(vitest), "the dashboard's packages are missing: npm ci in Traffic.Api/dashboard");
        using var process = Process.Start(new ProcessStartInfo("node", [vitest, "run", "--no-color"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var cancel = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        Assert.True(process.ExitCode == 0, await output + await errors);
    }
}
