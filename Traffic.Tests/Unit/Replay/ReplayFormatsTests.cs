using Traffic.Feeds.Replay;

namespace Traffic.Tests.Unit.Replay;

public sealed class ReplayFormatsTests : IDisposable
{
    private const string Matrix = "773869,767541\n64.375,67.5\n";
    private const string Pems = "\uFEFF5 Minutes,Lane 1 Flow (Veh/5 Minutes),# Lane Points,% Observed\n04/01/2016 0:00,12,1,100\n";
    private const string Passage = """{"id":"0f8fad5b-d9cb-469f-a165-70867728950e","region":"A","road":"B","timestamp":"2026-11-21T15:04:05","vehicle_type":"Car","lane":1,"velocity":90}""";
    private const string Reading = """{"detector_id":"d","timestamp":"2026-11-21T15:04:05Z","interval_s":300,"flow":3}""";

    private readonly ReplayText _files = new();

    [Theory]
    [InlineData(Matrix, "speed_2012-03-01.csv", "detectors", "date=2012-03-01")]
    [InlineData(Pems, "anything.csv", "detectors", "detector=pems-lane-1")]
    [InlineData(Passage, "anything.txt", "passages", "stream=passages")]
    [InlineData(Reading, "anything.txt", "detectors", "stream=detectors")]
    public void Open_ByContent_FindsFormatAndStream(string text, string name, string stream, string constants)
    {
        foreach (var path in (string[])[_files.Write(name, text), _files.Write($"{name}.gz", ReplayText.Gzip(text))])
        {
            var converter = _files.Open(path);
            Assert.Equal(stream, converter.Stream.Name);
            Assert.Equal(constants, string.Join(',', converter.Constants.Select(c => $"{c.Key}={c.Value}")));
        }
    }

    [Fact]
    public void Open_DateNotInTheName_NamesTheOption() =>
        Assert.Equal("the date of the first row is not in the file name: give it with --set date=YYYY-MM-DD", Refusal(Matrix, "speed.csv"));

    [Fact]
    public void Open_DateGiven_WinsOverTheName() =>
        Assert.Equal("2013-01-02", _files.Open(_files.Write("speed_2012-03-01.csv", Matrix), null, ("date", "2013-01-02")).Constants["date"]);

    [Theory]
    [InlineData("speed_2012-13-01.csv", null, "'2012-13-01' in the file name is no date: give the date of the first row with --set date=YYYY-MM-DD")]
    [InlineData("speed.csv", "1.3.2012", "--set date=1.3.2012: must be a date like 2012-03-01")]
    public void Open_WrongDate_SaysWhatIsRight(string name, string? date, string expected) =>
        Assert.Equal(expected, Refusal(Matrix, name, null, date is null ? [] : [("date", date)]));

    [Fact]
    public void Open_StreamNotTold_NamesTheOption() => Assert.Equal(
        "its fields do not tell which stream of roads it belongs to: give it with --set stream=NAME, one of passages, detectors",
        Refusal("""{"timestamp":"2026-11-21T15:04:05Z"}""", "x.ndjson"));

    [Fact]
    public void Open_UnknownContent_NamesFormatsAndBeginning() => Assert.Equal(
        "its format is none of metr-la, pems, ndjson (it begins with 'timestamp,value'): give one with --format",
        Refusal("timestamp,value\n2015-08-31 18:22:00,90\n", "mndot.csv"));

    [Theory]
    [InlineData("nope", "--format nope: feed roads has no such format, use one of metr-la, pems, ndjson")]
    [InlineData("metr-la", "not in format metr-la: it begins with")]
    [InlineData("pems", "not in format pems: it begins with")]
    public void Open_WrongFormat_SaysSo(string format, string expected) => Assert.Contains(expected, Refusal("hello", "x.csv", format), StringComparison.Ordinal);

    [Fact]
    public void Open_UnknownConstant_NamesThoseThatExist() =>
        Assert.Equal("--set day: format metr-la takes only date", Refusal(Matrix, "speed_2012-03-01.csv", null, ("day", "x")));

    [Fact]
    public void Open_NoFileOrEmptyOrDamaged_SaysSo()
    {
        Assert.EndsWith("nofile: no such file", Assert.Throws<ReplayException>(() => ReplayFile.Open("nofile")).Message, StringComparison.Ordinal);
        Assert.EndsWith("the file is empty", Assert.Throws<ReplayException>(() => ReplayFile.Open(_files.Write("empty", ""))).Message, StringComparison.Ordinal);
        Assert.Contains("damaged gzip", Assert.Throws<ReplayException>(() => ReplayFile.Open(_files.Write("bad.gz", [0x1F, 0x8B, 8, 0, 1, 2, 3]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenContent_GzipOfSeveralMembers_IsAllOfThem()
    {
        var path = _files.Write("two.gz", [.. ReplayText.Gzip("a\n"), .. ReplayText.Gzip("b\n")]);
        using var content = new StreamReader(ReplayFile.Open(path).OpenContent());
        Assert.Equal("a\nb\n", content.ReadToEnd());
    }

    [Fact]
    public void OpenContent_GzipCutAnywhere_IsDamaged()
    {
        var whole = ReplayText.Gzip(string.Concat(Enumerable.Range(0, 2000).Select(i => $"line {i}\n")));
        foreach (var length in Enumerable.Range(10, 60).Select(i => i * whole.Length / 71).Append(whole.Length - 1).Append(whole.Length - 8))
        {
            var path = _files.Write("cut.gz", whole[..length]);
            Assert.ThrowsAny<Exception>(() =>
            {
                using var content = new StreamReader(ReplayFile.Open(path).OpenContent());
                content.ReadToEnd();
            });
        }
    }

    public void Dispose() => _files.Dispose();

    private string Refusal(string text, string name, string? format = null, params (string, string)[] constants)
    {
        var path = _files.Write(name, text);
        var message = Assert.Throws<ReplayException>(() => _files.Open(path, format, constants)).Message;
        return message.StartsWith(path, StringComparison.Ordinal) ? message[(path.Length + 2)..] : message;
    }
}
