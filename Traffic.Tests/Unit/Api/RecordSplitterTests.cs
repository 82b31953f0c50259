using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Traffic.Api.Http;
using Traffic.Api.Ingest;

namespace Traffic.Tests.Unit.Api;

public sealed class RecordSplitterTests
{
    private const int MaxBytes = 40;

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData("""  {"a":1}  """, """{"a":1}""")]
    [InlineData("{\n  \"a\": [1, {\"b\": 2}]\n}", "{\n  \"a\": [1, {\"b\": 2}]\n}")]
    [InlineData("""[{"a":1},{"b":2}]""", """{"a":1}|{"b":2}""")]
    [InlineData("""[ {"a":"],}"} , {"b":"\"]"} ]""", """{"a":"],}"}|{"b":"\"]"}""")]
    [InlineData("[]", "")]
    [InlineData(" [ ] ", "")]
    [InlineData("", "")]
    [InlineData(" \n ", "")]
    // Lines under application/json are still lines.
    [InlineData("{\"a\":1}\n{\"b\":2}\n", """{"a":1}|{"b":2}""")]
    // What is wrong inside a record is the processor's business.
    [InlineData("""[{"a":tru},{b}]""", """{"a":tru}|{b}""")]
    [InlineData("""{"a":1""", """{"a":1""")]
    [InlineData("\uFEFF{\"a\":1}", """{"a":1}""")]
    public void Split_Json_GivesRecordsByteForByte(string body, string records) => Assert.Equal(records, string.Join('|', Split(body, lines: false).Records));

    [Theory]
    [InlineData("{\"a\":1}\n{\"b\":2}", """{"a":1}|{"b":2}""")]
    [InlineData("{\"a\":1}\r\n\r\n  {\"b\":2}\r\n", """{"a":1}|{"b":2}""")]
    [InlineData("{\"a\":\n{\"b\":2}", """{"a":|{"b":2}""")]
    public void Split_Lines_GivesOneRecordALine(string body, string records) => Assert.Equal(records, string.Join('|', Split(body, lines: true).Records));

    [Theory]
    [InlineData("""[1,{"a":1},"x",[{"b":1}],null,{"c":2}]""", false, "0,2,3,4", 2)]
    [InlineData("42", false, "0", 0)]
    [InlineData("\"text\"", false, "0", 0)]
    [InlineData("[,]", false, "0,1", 0)]
    [InlineData("oops\n{\"a\":1}\n[1]", true, "0,2", 1)]
    public void Split_WhatIsNoObject_IsRejectedWithItsPlace(string body, bool lines, string rejected, int records)
    {
        var split = Split(body, lines);
        Assert.Equal(rejected, string.Join(',', split.Rejected.Select(r => r.Index)));
        Assert.All(split.Rejected, r => Assert.Equal("not-an-object", r.Reason));
        Assert.Equal(records, split.Records.Count);
    }

    [Fact]
    public void Split_LargeRecord_IsRejectedAlone()
    {
        var split = Split($$"""[{"a":1},{"b":"{{new string('x', MaxBytes)}}"},{"c":3}]""", lines: false);
        Assert.Equal(new RejectedRecord(1, "too-large"), Assert.Single(split.Rejected));
        Assert.Equal(["""{"a":1}""", """{"c":3}"""], split.Records);
    }

    [Theory]
    [InlineData("""[{"a":1},{"b":""")]
    [InlineData("""[{"a":1}""")]
    [InlineData("""[{"a":1},""")]
    [InlineData("""[{"a":1} {"b":1}]""")]
    [InlineData("""[{"a":1}] x""")]
    [InlineData("""[{"a":"never closed}]""")]
    public void Split_ArrayWithoutEnd_IsRefusedAsAWhole(string body)
    {
        var error = Assert.Throws<ApiException>(() => Split(body, lines: false));
        Assert.Equal(400, error.Status);
        Assert.Equal("/body", error.Pointer);
    }

    [Fact]
    public void Split_AnyTextsInAnArray_GivesThemBack() => Prop.ForAll<string[]>(texts =>
    {
        var records = texts.Select(t => $$"""{"t":{{JsonSerializer.Serialize(t)}}}""").ToList();
        var splitter = new RecordSplitter(int.MaxValue);
        var body = Encoding.UTF8.GetBytes($"[{string.Join(" ,\n", records)}]");
        splitter.Split(body, lines: false);
        return splitter.Rejected.Count == 0 && records.SequenceEqual(splitter.Records.Select(r => Encoding.UTF8.GetString(body[r])));
    }).QuickCheckThrowOnFailure();

    private static (List<string> Records, List<RejectedRecord> Rejected) Split(string body, bool lines)
    {
        var splitter = new RecordSplitter(MaxBytes);
        var bytes = Encoding.UTF8.GetBytes(body);
        splitter.Split(bytes, lines);
        return ([.. splitter.Records.Select(r => Encoding.UTF8.GetString(bytes[r]))], splitter.Rejected);
    }
}
