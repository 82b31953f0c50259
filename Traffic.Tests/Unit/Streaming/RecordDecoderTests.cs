using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Keys;
using Traffic.Streaming.Processing;

namespace Traffic.Tests.Unit.Streaming;

/// <summary>What is taken for a record and what is not, field by field.</summary>
public sealed class RecordDecoderTests
{
    private const string Passage =
        """{"id":"00000000-0000-4000-8000-000000000001","region":"Downtown_Dubai","road":"Sheikh_Zayed_Road","direction":0,"timestamp":"2026-03-01T11:59:00Z","vehicle_type":"car","lane":1,"speed_kmh":80}""";

    private const string Detector =
        """{"detector_id":"d1","timestamp":"2026-03-01T11:55:00Z","interval_s":300,"flow":10,"speed_kmh":80,"occupancy_pct":5,"travel_time_s":60,"observed_pct":100}""";

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[{}]")]
    [InlineData("1")]
    [InlineData("\"x\"")]
    [InlineData("{")]
    [InlineData("{}}")]
    [InlineData("{} {}")]
    [InlineData("{\"id\":1,}")]
    [InlineData("{'id':1}")]
    [InlineData("{id:1}")]
    [InlineData("{\"id\":NaN}")]
    [InlineData("{\"id\":01}")]
    [InlineData("{/**/}")]
    [InlineData("\uFEFF{}")]
    [InlineData("{\"lane\":1,\"lane\":1}")]
    [InlineData("{\"lane\":null,\"lane\":1}")]
    [InlineData("{\"lane\":1,\"la\\u006ee\":1}")]
    [InlineData("{\"region\":\"\\ud800\"}")]
    [InlineData("{\"region\":\"a\nb\"}")]
    public void Decode_NotOneObject_IsUnparseable(string value) => Assert.Equal((Reasons.Unparseable, null), Rejected(Records.Passages, value, nameField: false));

    [Fact]
    public void Decode_InvalidUtf8_IsUnparseable()
    {
        var value = Encoding.UTF8.GetBytes(Passage.Replace("Downtown", "D?wntown", StringComparison.Ordinal));
        value[Array.IndexOf(value, (byte)'?')] = 0xFF;
        var driver = new TestDriver(Records.Passages).Append(value, TestDriver.Live).Run();
        Assert.Equal(Reasons.Unparseable, Assert.Single(driver.DeadLetters).Rejection.Reason);
    }

    [Theory]
    [InlineData(62, true)]
    [InlineData(64, false)]
    public void Decode_DeepUnknownField_CountsLevels(int depth, bool accepted)
    {
        var value = Passage.Replace("{", $$"""{"extra":{{new string('[', depth)}}{{new string(']', depth)}},""", StringComparison.Ordinal);
        Assert.Equal(accepted ? (null, null) : (Reasons.Unparseable, null), Rejected(Records.Passages, value));
    }

    [Theory]
    [InlineData("region", "null", Reasons.MissingField)]
    [InlineData("region", null, Reasons.MissingField)]
    [InlineData("region", "1", Reasons.WrongType)]
    [InlineData("region", "[\"a\"]", Reasons.WrongType)]
    [InlineData("region", "\"\"", Reasons.OutOfRange)]
    [InlineData("region", "\"a\\u0000b\"", Reasons.OutOfRange)]
    [InlineData("road", null, Reasons.MissingField)]
    [InlineData("road", "{\"name\":1}", Reasons.WrongType)]
    [InlineData("road", "\"\"", Reasons.OutOfRange)]
    [InlineData("id", "1", Reasons.WrongType)]
    [InlineData("id", "\"\"", Reasons.WrongType)]
    [InlineData("id", "\"00000000000040008000000000000001\"", Reasons.WrongType)]
    [InlineData("id", "\"{00000000-0000-4000-8000-000000000001}\"", Reasons.WrongType)]
    [InlineData("id", "\"00000000-0000-4000-8000-00000000000g\"", Reasons.WrongType)]
    [InlineData("direction", "\"0\"", Reasons.WrongType)]
    [InlineData("direction", "0.5", Reasons.WrongType)]
    [InlineData("direction", "true", Reasons.WrongType)]
    [InlineData("direction", "2", Reasons.OutOfRange)]
    [InlineData("direction", "-1", Reasons.OutOfRange)]
    [InlineData("direction", "1e30", Reasons.OutOfRange)]
    [InlineData("timestamp", null, Reasons.MissingField)]
    [InlineData("timestamp", "1772366400", Reasons.WrongType)]
    [InlineData("timestamp", "\"yesterday\"", Reasons.WrongType)]
    [InlineData("timestamp", "\"2026-03-01T12:02:00Z\"", Reasons.FromTheFuture)]
    [InlineData("vehicle_type", null, Reasons.MissingField)]
    [InlineData("vehicle_type", "0", Reasons.WrongType)]
    [InlineData("vehicle_type", "\"bus\"", Reasons.OutOfRange)]
    [InlineData("lane", null, Reasons.MissingField)]
    [InlineData("lane", "\"1\"", Reasons.WrongType)]
    [InlineData("lane", "1.5", Reasons.WrongType)]
    [InlineData("lane", "0", Reasons.OutOfRange)]
    [InlineData("lane", "7", Reasons.OutOfRange)]
    [InlineData("lane", "17", Reasons.OutOfRange)]
    [InlineData("speed_kmh", null, Reasons.MissingField)]
    [InlineData("speed_kmh", "\"80\"", Reasons.WrongType)]
    [InlineData("speed_kmh", "-0.1", Reasons.OutOfRange)]
    [InlineData("speed_kmh", "300.1", Reasons.OutOfRange)]
    [InlineData("speed_kmh", "1e400", Reasons.OutOfRange)]
    public void Decode_Passage_RejectsWithReasonAndField(string field, string? value, string reason) =>
        Assert.Equal((reason, field), Rejected(Records.Passages, With(Passage, field, value)));

    [Theory]
    [InlineData("detector_id", null, Reasons.MissingField)]
    [InlineData("detector_id", "771667", Reasons.WrongType)]
    [InlineData("detector_id", "\"\"", Reasons.OutOfRange)]
    [InlineData("timestamp", "null", Reasons.MissingField)]
    [InlineData("timestamp", "\"2026-03-01\"", Reasons.WrongType)]
    [InlineData("timestamp", "\"2026-03-01T12:01:01Z\"", Reasons.FromTheFuture)]
    [InlineData("interval_s", null, Reasons.MissingField)]
    [InlineData("interval_s", "\"300\"", Reasons.WrongType)]
    [InlineData("interval_s", "0", Reasons.OutOfRange)]
    [InlineData("interval_s", "3601", Reasons.OutOfRange)]
    [InlineData("flow", "\"10\"", Reasons.WrongType)]
    [InlineData("flow", "1.5", Reasons.WrongType)]
    [InlineData("flow", "-1", Reasons.OutOfRange)]
    [InlineData("flow", "20001", Reasons.OutOfRange)]
    [InlineData("speed_kmh", "false", Reasons.WrongType)]
    [InlineData("speed_kmh", "301", Reasons.OutOfRange)]
    [InlineData("occupancy_pct", "\"5%\"", Reasons.WrongType)]
    [InlineData("occupancy_pct", "100.5", Reasons.OutOfRange)]
    [InlineData("travel_time_s", "[]", Reasons.WrongType)]
    [InlineData("travel_time_s", "86401", Reasons.OutOfRange)]
    [InlineData("observed_pct", "{}", Reasons.WrongType)]
    [InlineData("observed_pct", "-5", Reasons.OutOfRange)]
    public void Decode_Detector_RejectsWithReasonAndField(string field, string? value, string reason) =>
        Assert.Equal((reason, field), Rejected(Records.Detectors, With(Detector, field, value)));

    [Fact]
    public void Decode_DetectorWithoutMeasure_IsMissingField() =>
        Assert.Equal(
            (Reasons.MissingField, "flow,speed_kmh,occupancy_pct,travel_time_s,observed_pct"),
            Rejected(Records.Detectors, """{"detector_id":"d1","timestamp":"2026-03-01T11:55:00Z","interval_s":300,"flow":null}"""));

    [Fact]
    public void Decode_SeveralFaults_ReportsTheFirstDeclared() =>
        Assert.Equal((Reasons.MissingField, "region"), Rejected(Records.Passages, """{"speed_kmh":"x","lane":99,"road":1}"""));

    [Theory]
    [InlineData("direction", null, "\"direction\":0")]
    [InlineData("direction", "null", "\"direction\":0")]
    [InlineData("direction", "1.0", "\"direction\":1")]
    [InlineData("lane", "20e-1", "\"lane\":2")]
    [InlineData("vehicle_type", "\"TRUCK\"", "\"vehicle_type\":\"truck\"")]
    [InlineData("speed_kmh", "-0.0", "\"speed_kmh\":0,")]
    [InlineData("speed_kmh", "1e1", "\"speed_kmh\":10,")]
    [InlineData("speed_kmh", "79.333333333333329", "\"speed_kmh\":79.33333333333333,")]
    [InlineData("region", "\"A_b\\u0020\\\"ö\\ud83d\\ude00\"", "\"region\":\"A b \\\"ö")]
    [InlineData("id", "\"ABCDEFAB-0000-4000-8000-000000000001\"", "\"id\":\"abcdefab-0000-4000-8000-000000000001\"")]
    [InlineData("timestamp", "\"2026-03-01 15:59:00\"", "\"timestamp\":\"2026-03-01T11:59:00Z\"")]
    [InlineData("timestamp", "\"2026-03-01T12:01:00Z\"", "\"timestamp\":\"2026-03-01T12:01:00Z\"")]
    public void Decode_Passage_CleansTheValue(string field, string? value, string expected) =>
        Assert.Contains(expected, Cleaned(Records.Passages, With(Passage, field, value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"velocity\":70", "\"speed_kmh\":70,")]
    [InlineData("\"velocity\":70,\"speed_kmh\":60", "\"speed_kmh\":60,")]
    [InlineData("\"speed_kmh\":60,\"velocity\":70", "\"speed_kmh\":60,")]
    [InlineData("\"speed_kmh\":null,\"velocity\":70", "\"speed_kmh\":70,")]
    [InlineData("\"velocity\":\"fast\",\"speed_kmh\":60", "\"speed_kmh\":60,")]
    [InlineData("\"speed_k\\u006dh\":60", "\"speed_kmh\":60,")]
    public void Decode_Alias_FirstNameInTheDeclarationWins(string members, string expected) =>
        Assert.Contains(expected, Cleaned(Records.Passages, Passage.Replace("\"speed_kmh\":80", members, StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public void Decode_AliasWithFactor_ConvertsAndChecksTheRangeAfterwards()
    {
        Assert.Contains("\"speed_kmh\":80.4672,", Cleaned(Records.Detectors, Detector.Replace("\"speed_kmh\":80", "\"speed_mph\":50", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal((Reasons.OutOfRange, "speed_kmh"),
            Rejected(Records.Detectors, Detector.Replace("\"speed_kmh\":80", "\"speed_mph\":200", StringComparison.Ordinal)));
    }

    [Fact]
    public void Decode_UnknownAndDerivedFields_AreIgnored() =>
        Assert.EndsWith("\"limit_kmh\":100,\"speeding\":false}",
            Cleaned(Records.Passages, Passage.Replace("\"lane\"", "\"speeding\":\"sp\",\"limit_kmh\":1,\"x\":{\"lane\":[1,{}]},\"lane\"", StringComparison.Ordinal)), StringComparison.Ordinal);

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void Decode_TextLength_CountsCharactersNotBytes(int length, bool accepted) =>
        Assert.Equal(accepted ? (null, null) : (Reasons.OutOfRange, "region"),
            Rejected(Records.Passages, With(Passage, "region", $"\"{string.Concat(Enumerable.Repeat("😀", length))}\"")));

    [Fact]
    public void Decode_WithoutId_TakesTheHeaderElseTheOffset()
    {
        var stamped = Guid.Parse("0190b0c5-8d3e-7000-8000-000000000001");
        var driver = new TestDriver(Records.Passages)
            .Append(With(Passage, "id", null), new RecordHeaders(EventId: stamped))
            .Append(With(Passage, "id", "null"), TestDriver.Live)
            .Append(Passage, new RecordHeaders(EventId: stamped))
            .Run();
        Assert.Equal([stamped, UuidV5.Of(driver.Topic, 0, 1), Guid.Parse(Records.Id(1))],
            driver.Clean.Select(c => JsonElement.Parse(c.Value).GetProperty("id").GetGuid()));
    }

    [Fact]
    public void Decode_Fault_SaysWhatWasFound()
    {
        var driver = new TestDriver(Records.Passages).Append(With(Passage, "lane", "\"first lane\""), With(Passage, "speed_kmh", "512.5")).Run();
        Assert.Equal(["\"first lane\" where an integer is expected", "512.5 is not within 0–300"], driver.DeadLetters.Select(d => d.Rejection.Detail));
    }

    private static string With(string record, string field, string? value)
    {
        var node = JsonNode.Parse(record)!.AsObject();
        var members = node.Where(p => p.Key != field).Select(p => $"\"{p.Key}\":{p.Value!.ToJsonString()}");
        return $"{{{string.Join(',', value is null ? members : members.Append($"\"{field}\":{value}"))}}}";
    }

    private static (string? Reason, string? Field) Rejected(StreamDeclaration stream, string value, bool nameField = true)
    {
        var driver = new TestDriver(stream).Append(value).Run();
        Assert.Equal(1, driver.Clean.Count + driver.DeadLetters.Count);
        return driver.DeadLetters.Count == 0 ? default : (driver.DeadLetters[0].Rejection.Reason, nameField ? driver.DeadLetters[0].Rejection.Field : null);
    }

    private static string Cleaned(StreamDeclaration stream, string value)
    {
        var driver = new TestDriver(stream).Append(value).Run();
        Assert.Empty(driver.DeadLetters);
        return Assert.Single(driver.Clean).Value;
    }
}
