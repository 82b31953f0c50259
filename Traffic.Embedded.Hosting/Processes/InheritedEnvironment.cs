using System.Collections;

namespace Traffic.Embedded.Hosting.Processes;

/// <summary>This process' variables without those that are about itself alone.</summary>
internal static class InheritedEnvironment
{
    private static readonly string[] Own = ["ASPNETCORE_", "DOTNET_LAUNCH_PROFILE", "DOTNET_ENVIRONMENT", "DOTNET_URLS", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "ConnectionStrings__", "services__"];

    public static Dictionary<string, string> Get() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(e => (Name: (string)e.Key, Value: (string?)e.Value ?? ""))
        .Where(e => !Own.Any(prefix => e.Name.StartsWith(prefix, StringComparison.Ordinal)))
        .ToDictionary(e => e.Name, e => e.Value);
}
