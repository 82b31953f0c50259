namespace Traffic.Tests.Unit.Architecture;

/// <summary>The source files of the repository, generated ones aside.</summary>
internal static class SourceFiles
{
    private static readonly string[] Generated = ["artifacts", "node_modules", "bin", "obj"];

    public static IEnumerable<string> All(params string[] extensions) => Below(Repository.Root, extensions);

    public static IEnumerable<string> Of(string project) => Below(Path.Combine(Repository.Root, project), ".cs");

    private static IEnumerable<string> Below(string folder, params string[] extensions) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => extensions.Contains(Path.GetExtension(f)))
            .Where(f => !Path.GetRelativePath(Repository.Root, f).Split(Path.DirectorySeparatorChar).Any(Generated.Contains));
}
