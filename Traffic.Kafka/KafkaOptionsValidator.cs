using Microsoft.Extensions.Options;

namespace Traffic.Kafka;

internal sealed class KafkaOptionsValidator : IValidateOptions<KafkaOptions>
{
    // Leaves room in Kafka's limit of 249 characters for the rest of a topic's name.
    private const int LongestApplicationId = 64;

    public ValidateOptionsResult Validate(string? name, KafkaOptions options)
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(options.BootstrapServers))
            errors.Add("ConnectionStrings:kafka is not set: set ConnectionStrings__kafka to host:port");
        if (!IsLegal(options.ApplicationId))
            errors.Add($"Traffic:ApplicationId is '{options.ApplicationId}': must be 1 to {LongestApplicationId} of a-z, A-Z, 0-9, '.', '_', '-' (set Traffic__ApplicationId)");
        if (options.ReferenceFolder is { } folder && !Directory.Exists(folder))
            errors.Add($"Traffic:ReferenceFolder is '{folder}': must be an existing folder (set Traffic__ReferenceFolder)");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static bool IsLegal(string id) =>
        id.Length is > 0 and <= LongestApplicationId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
