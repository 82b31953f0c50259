using System.Text;
using Microsoft.Extensions.Options;
using Traffic.Feeds;
using Traffic.Kafka;
using Traffic.Kafka.Reference;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.References;

namespace Traffic.Tests.Unit.Kafka;

public sealed class ReferenceFilesTests : IDisposable
{
    private const string Good =
        """{"region":"A","road":"B","car_limit_kmh":100,"truck_limit_kmh":80,"lanes":3,"two_way":true,"capacity_5min":1000}""";

    private static readonly ReferenceDeclaration Roads = FeedCatalogue.Default.Find("roads")!.References[0];
    private readonly string _folder = Directory.CreateTempSubdirectory("reference").FullName;

    [Fact]
    public void Load_NoFolder_IsTheShippedFile()
    {
        var table = new ReferenceFiles(Options.Create(new KafkaOptions())).Load(Roads);
        Assert.Equal(6, table.Find("Downtown Dubai|Sheikh Zayed Road")?.Number("lanes"));
    }

    [Fact]
    public void Load_FileInFolder_Wins()
    {
        File.WriteAllText(Path.Combine(_folder, "roads.metadata.json"), $"[{Good}]");
        var table = new ReferenceFiles(Options.Create(new KafkaOptions { ReferenceFolder = _folder })).Load(Roads);
        Assert.Equal("A|B", Assert.Single(table.Rows).Key);
    }

    [Fact]
    public void Parse_SameRowsInOtherOrderAndLayout_HasTheSameVersion()
    {
        var other = Good.Replace("\"A\"", "\"C\"", StringComparison.Ordinal);
        Assert.Equal(Parse($"[{Good},{other}]").Version, Parse($"[ {other.Replace(",", ", ", StringComparison.Ordinal)},\n{Good} ]").Version);
        Assert.NotEqual(Parse($"[{Good}]").Version, Parse($"[{Good.Replace("80", "70", StringComparison.Ordinal)}]").Version);
    }

    [Theory]
    [InlineData("\"lanes\":3", "\"lanes\":17", "row 1, lanes: 17 is outside 1 to 16")]
    [InlineData("\"lanes\":3", "\"lanes\":\"3\"", "row 1, lanes: \"3\" is not a Long")]
    [InlineData("\"lanes\":3,", "", "row 1, lanes: is missing")]
    [InlineData("\"lanes\"", "\"lane\"", "row 1, lane: no such field")]
    [InlineData("\"region\":\"A\"", "\"region\":\"\"", "row 1, region: \"\" is outside 1 to 100 characters")]
    [InlineData("}", "},7", "row 2: must be an object, is Number")]
    [InlineData("}", "}," + Good, "row 2: 'A|B' stands in the file twice")]
    [InlineData("}", "", "is not JSON")]
    public void Parse_WrongFile_NamesFileRowAndField(string part, string replacement, string expected)
    {
        var error = Assert.Throws<ReferenceFileException>(() => Parse($"[{Good.Replace(part, replacement, StringComparison.Ordinal)}]"));
        Assert.StartsWith("file.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ReferenceTable Parse(string json) =>
        ReferenceFiles.Parse(Roads, "file.json", new MemoryStream(Encoding.UTF8.GetBytes(json)));
}
