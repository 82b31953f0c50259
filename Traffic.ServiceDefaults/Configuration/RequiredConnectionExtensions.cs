
namespace Traffic.ServiceDefaults.Configuration;

internal sealed class RequiredConnection;

internal static class RequiredConnectionExtensions
{
    /// <summary>Stops the service at start where a connection string is missing.</summary>
    public static void AddRequiredConnection(this IServiceCollection services, string name, string? value, string example) =>
        services.AddOptions<RequiredConnection>(name)
            .Validate(_ => !string.IsNullOrWhiteSpace(value), $"ConnectionStrings:{name} is not set: set ConnectionStrings__{name} to {example}")
            .ValidateOnStart();
}
