using Traffic.Embedded.Hosting.Processes;

namespace Traffic.Embedded.Hosting.Runtime;

/// <summary>Starts .NET programs with the runtime that runs this one.</summary>
internal static class DotNet
{
    private static readonly string Program =
        Path.GetFileNameWithoutExtension(System.Environment.ProcessPath) == "dotnet" ? System.Environment.ProcessPath!
        : System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : "dotnet";

    public static ProcessSpec Spec(string assembly, IReadOnlyList<string> arguments, IReadOnlyList<InjectedVariable> injected)
    {
        if (!File.Exists(assembly))
            throw new HostException($"{assembly} is missing: build it with ./traffic run or dotnet build Traffic.AppHost");
        var environment = InheritedEnvironment.Get();
        foreach (var variable in injected)
            environment[variable.Name] = variable.Value;
        return new ProcessSpec([Program, "exec", assembly, .. arguments], environment) { WorkingDirectory = Path.GetDirectoryName(assembly) };
    }
}
