namespace Traffic.Tests.Unit.Architecture;

/// <summary>What style rules an analyzer doesn't hold.</summary>
public sealed class SourceFileTests
{
    [Fact]
    public void SourceFiles_HaveAtMost400Lines()
    {
        var tooLong = from file in SourceFiles.All(".cs", ".ts", ".tsx", ".css", ".mjs")
                      let lines = File.ReadLines(file).Count()
                      where lines > 400
                      select $"{Path.GetRelativePath(Repository.Root, file)}: {lines}";
        Assert.Empty(tooLong);
    }

    [Fact]
    public void SourceFiles_LeaveNothingOpen()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK:", "XX" + "X:", "NotImplemented" + "Exception"];
        var open = from file in SourceFiles.All(".cs", ".ts", ".tsx", ".css", ".mjs")
                   from line in File.ReadLines(file).Select((text, i) => (text, number: i + 1))
                   where marks.Any(m => line.text.Contains(m, StringComparison.Ordinal))
                   select $"{Path.GetRelativePath(Repository.Root, file)}:{line.number}: {line.text.Trim()}";
        Assert.Empty(open);
    }

    [Fact]
    public void Root_HoldsOnlyWhatARepositoryNeeds()
    {
        string[] expected =
        [
            ".ci", ".editorconfig", ".gitattributes", ".gitignore", "ARCHITECTURE.md", "CONTRIBUTING.md", "Directory.Build.props",
            "Directory.Build.targets", "Directory.Packages.props", "LICENSE", "README.md", "Traffic.sln", "aspire.config.json", "docs", "eng",
            "global.json", "traffic",
        ];
        string[] local = [".git", ".traffic", "artifacts", ".vs", ".idea", ".vscode", "TestResults"];
        var found = Directory.EnumerateFileSystemEntries(Repository.Root).Select(e => Path.GetFileName(e)!)
            .Where(e => !e.StartsWith("Traffic.", StringComparison.Ordinal) || e == "Traffic.sln")
            .Except(local).Order(StringComparer.Ordinal);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found);
    }
}
