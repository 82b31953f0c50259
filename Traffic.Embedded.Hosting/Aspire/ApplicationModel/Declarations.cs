namespace Aspire.Hosting.ApplicationModel;

/// <param name="Port">Null: any free one.</param>
internal sealed record EndpointDeclaration(string Name, string Scheme, int? Port);

internal enum WaitUntil
{
    Healthy,
    Started,
    Completed,
}

internal sealed record WaitDeclaration(Resource Dependency, WaitUntil Until, int ExitCode = 0);

/// <param name="ConnectionName">Null: the dependency's addresses are injected, else its connection string under this name.</param>
internal sealed record ReferenceDeclaration(Resource Dependency, string? ConnectionName);
