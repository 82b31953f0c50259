using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Traffic.Cli.Replay;
using Traffic.Feeds.Replay;
using Traffic.Tests.Unit.Replay;

namespace Traffic.Tests.Unit.Cli;

public sealed class ReplayRunTests : IDisposable
{
    private const string Matrix = "1,2\n50,60\n51,61\n";

    private readonly ReplayText _files = new();

    [Fact]
    public void Of_SameContent_IsTheSameRunWhateverTheFile()
    {
        var name = Run(Source("2012-03-01.csv", Matrix)).Name;
        Assert.Equal(16, name.Length);
        Assert.Equal(name, Run(Source("other_2012-03-01.csv", Matrix)).Name);
        Assert.Equal(name, Run(Source("no-date.csv", Matrix, ("date", "2012-03-01"))).Name);
        Assert.Equal(name, Run(Source("2012-03-01.csv.gz", ReplayText.Gzip(Matrix))).Name);
    }

    [Fact]
    public void Of_OtherContentOrConstants_IsAnotherRun()
    {
        var source = Source("2012-03-01.csv", Matrix);
        string[] names =
        [
            Run(source).Name, Run(Source("2012-03-01.csv", Matrix + "1,2\n")).Name, Run(Source("2012-03-02.csv", Matrix)).Name,
            Run(source, Source("2012-03-02.csv", Matrix)).Name,
        ];
        Assert.Equal(4, names.Distinct().Count());
        Assert.Equal("mine", ReplayRun.Of([source], "mine").Name);
    }

    [Fact]
    public void Sorted_UnsortedFile_IsInOrderOfTimeAndStable()
    {
        string[] times = ["05", "03", "05", "01", "03"];
        var source = Source("x.ndjson", string.Join('\n', times.Select((t, i) => $$"""{"detector_id":"{{i}}","timestamp":"2026-01-01T00:00:{{t}}Z","flow":1}""")));
        Assert.False(source.IsSorted);
        Assert.Equal([4L, 2, 5, 1, 3], Run(source).Sorted().Select(r => r.Row.Line));
    }

    [Fact]
    public void Sorted_SeveralFiles_AreMergedByTime()
    {
        var run = Run(Source("2012-03-01.csv", "1\n1\n2\n3\n"), Source("2012-03-01.txt", "7\n1\n2\n"));
        Assert.Equal([(0, 2L), (1, 2), (0, 3), (1, 3), (0, 4)], run.Sorted().Select(r => (run.Sources.ToList().IndexOf(r.Source), r.Row.Line)));
    }

    [Fact]
    public void Inspect_CountsRecordsAndFailures()
    {
        var source = Source("2012-03-01.csv", "1,2\n50,60\nbad\n51,61\n");
        Assert.Equal((4, 1, true), (source.Records, source.Failures, source.IsSorted));
        Assert.Equal([3L], Run(source).Failed().Select(f => f.Row.Line));
    }

    [Fact]
    public void Inspect_HeaderOnly_IsRefused() =>
        Assert.EndsWith("holds no records", Assert.Throws<ReplayException>(() => Source("x.csv", "5 Minutes,Lane 1 Flow,# Lane Points,% Observed\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void ExternalSort_InAnyNumberOfParts_IsAStableSort() => Prop.ForAll(
        (from times in Gen.Choose(0, 9).ArrayOf(200)
         from part in Gen.Choose(1, 400)
         select (times, part)).ToArbitrary(),
        x =>
        {
            var rows = x.times.Select((t, i) => new ReplayRow(i, t, Encoding.UTF8.GetBytes($"{i}"), i % 2 == 0 ? new Guid(i, 0, 0, new byte[8]) : null)).ToList();
            return ExternalSort.ByTime(rows, x.part).Select(Text).SequenceEqual(rows.OrderBy(r => r.EventTime).Select(Text));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    public void Dispose() => _files.Dispose();

    private static string Text(ReplayRow row) => $"{row.EventTime} {row.Line} {Encoding.UTF8.GetString(row.Bytes.Span)} {row.EventId}";

    private static ReplayRun Run(params ReplaySource[] sources) => ReplayRun.Of(sources, null);

    private ReplaySource Source(string name, string text, params (string Name, string Value)[] constants) => Source(name, Encoding.UTF8.GetBytes(text), constants);

    private ReplaySource Source(string name, byte[] content, params (string Name, string Value)[] constants)
    {
        var source = ReplaySource.Open(ReplayText.Roads, _files.Write(name, content), null, constants.ToDictionary(c => c.Name, c => c.Value));
        source.Inspect(TestContext.Current.CancellationToken);
        return source;
    }
}
