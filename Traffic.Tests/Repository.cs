namespace Traffic.Tests;

/// <summary>Where the repository and the optional <c>shared</c> folder beside it are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>A file of the shared data folder; skips the test where it is absent.</summary>
    public static string SharedFile(params string[] path)
    {
        var file = Path.Combine([Root, "..", "shared", .. path]);
        Assert.SkipUnless(File.Exists(file), $"needs ../shared/{string.Join('/', path)}, which is not here");
        return Path.GetFullPath(file);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Traffic.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"no Traffic.sln above {AppContext.BaseDirectory}");
    }
}
