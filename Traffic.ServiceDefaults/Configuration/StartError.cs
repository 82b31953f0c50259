using Microsoft.Extensions.Options;

namespace Traffic.ServiceDefaults.Configuration;

/// <summary>Says in one line what is wrong with the settings a service was started with.</summary>
internal static class StartError
{
    /// <returns>The line, or null where the failure is not about settings.</returns>
    public static string? Describe(Exception error, IConfiguration configuration) => error switch
    {
        OptionsValidationException options => OneLine(string.Join("; ", options.Failures)),
        StartException start => OneLine(start.Message),
        AggregateException { InnerExceptions: var all } when all.All(e => Describe(e, configuration) is not null) =>
            string.Join("; ", all.Select(e => Describe(e, configuration))),
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
            $"{configuration["ASPNETCORE_URLS"] ?? configuration["urls"]} is taken by another program: stop it or set ASPNETCORE_URLS to a free port",
        _ => null,
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
