using System.Xml.Linq;

namespace Traffic.Tests.Unit.Architecture;

/// <summary>Holds the projects to the table in ARCHITECTURE.md: what each may reference, directly or through another.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = ReadTable();

    [Fact]
    public void Table_NamesEveryProject()
    {
        var projects = Projects().Order().ToArray();
        Assert.Equal(projects, Allowed.Keys.Order().ToArray());
    }

    [Fact]
    public void Projects_ReferenceOnlyWhatTheTableAllows()
    {
        var wrong = from project in Projects()
                    from reference in References(project)
                    where !Allowed[project].Contains(reference)
                    select $"{project} references {reference}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Namespaces_BeginWithTheirProject()
    {
        var wrong = from project in Projects()
                    from file in SourceFiles.Of(project)
                    let line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal))
                    where line is not null && !BelongsTo(project, line["namespace ".Length..].TrimEnd(';', ' '))
                    select $"{Path.GetRelativePath(Repository.Root, file)}: {line}";
        Assert.Empty(wrong);
    }

    // The embedded host offers Aspire's own namespaces, and extension methods live where the framework's users find them.
    private static bool BelongsTo(string project, string ns) =>
        ns == project || ns.StartsWith(project + ".", StringComparison.Ordinal)
        || (project == "Traffic.Embedded.Hosting" && (ns == "Aspire.Hosting" || ns.StartsWith("Aspire.Hosting.", StringComparison.Ordinal)))
        || (project == "Traffic.AppHost" && ns.StartsWith("Aspire.Hosting", StringComparison.Ordinal))
        || (project == "Traffic.ServiceDefaults" && ns == "Microsoft.Extensions.Hosting");

    private static IEnumerable<string> Projects() =>
        Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}artifacts{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(f => Path.GetFileNameWithoutExtension(f));

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(Path.Combine(Repository.Root, project, project + ".csproj"))
            .Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));

    /// <summary>Rows of the form <c>| `Traffic.X` | sentence | Y, Z |</c>; "–" is none.</summary>
    private static Dictionary<string, string[]> ReadTable() =>
        File.ReadLines(Path.Combine(Repository.Root, "ARCHITECTURE.md"))
            .Where(l => l.StartsWith("| `Traffic.", StringComparison.Ordinal))
            .Select(l => l.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(
                c => c[1].Trim('`'),
                c => c[3].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Where(r => r != "–").Select(r => $"Traffic.{r}").ToArray());
}
