namespace Traffic.ServiceDefaults.Health;

internal static class HealthTags
{
    /// <summary>Checks of the process alone; the others are about what it depends on.</summary>
    public const string Live = "live";
}
