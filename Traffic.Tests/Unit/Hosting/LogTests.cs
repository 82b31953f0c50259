using Traffic.Embedded.Hosting.Logs;

namespace Traffic.Tests.Unit.Hosting;

public sealed class LogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("traffic-log-").FullName;

    private string Path => global::System.IO.Path.Combine(_folder, "api.log");

    [Fact]
    public void Write_PastTheLimit_RotatesAndDropsTheOldest()
    {
        using (var log = new LogFile(Path, limit: 20, kept: 2))
        {
            foreach (var i in Enumerable.Range(0, 8))
                log.Write($"line {i} .."); // 10 bytes each: two in a file.
        }

        Assert.Equal(["line 6 ..", "line 7 .."], File.ReadAllLines(Path));
        Assert.Equal(["line 4 ..", "line 5 .."], File.ReadAllLines(Path + ".1"));
        Assert.Equal(["line 2 ..", "line 3 .."], File.ReadAllLines(Path + ".2"));
        Assert.False(File.Exists(Path + ".3"));
    }

    [Fact]
    public void Write_ExistingFile_IsContinued()
    {
        foreach (var line in (string[])["before", "after"])
        {
            using var log = new LogFile(Path);
            log.Write(line);
        }

        Assert.Equal(["before", "after"], File.ReadAllLines(Path));
    }

    [Fact]
    public void Tail_AfterANumber_IsWhatFollowed()
    {
        using var log = new ResourceLog(Path);
        foreach (var i in Enumerable.Range(1, 600))
            log.Write($"{i}", error: false);

        Assert.Equal((600, ["599", "600"]), log.Tail(598), (a, b) => a.Item1 == b.Item1 && a.Item2.SequenceEqual(b.Item2));
        Assert.Equal(500, log.Tail().Lines.Count);
        Assert.Empty(log.Tail(600).Lines);
        Assert.Equal(500, log.Tail(-5).Lines.Count);
    }

    [Theory]
    [InlineData("2026-03-01T12:00:00.000Z info: Traffic.Api[1] all warn: well", false, "Info")]
    [InlineData("2026-03-01T12:00:00.000Z warn: Traffic.Api[1] slow", false, "Warning")]
    [InlineData("2026-03-01T12:00:00.000Z fail: Traffic.Api[1] broken", false, "Error")]
    [InlineData("2026-03-01 12:00:00.000 UTC [12] LOG:  ready", true, "Info")]
    [InlineData("2026-03-01 12:00:00.000 UTC [12] FATAL:  no", true, "Error")]
    [InlineData("plain", false, "Info")]
    [InlineData("plain", true, "Warning")]
    public void Read_Line_IsOfTheLevelItSays(string line, bool error, string level) => Assert.Equal(level, LogLevelReader.Read(line, error).ToString());

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
