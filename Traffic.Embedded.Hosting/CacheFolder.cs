namespace Traffic.Embedded.Hosting;

/// <summary>Where <c>./traffic</c> keeps what it fetched for this user: <c>TRAFFIC_CACHE</c>, by default <c>~/.cache/traffic</c>.</summary>
internal static class CacheFolder
{
    public static string Path { get; } = Environment.GetEnvironmentVariable("TRAFFIC_CACHE") is { Length: > 0 } given
        ? given
        : System.IO.Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
                ? cache
                : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "traffic");
}
