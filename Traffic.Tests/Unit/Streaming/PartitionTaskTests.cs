using Traffic.Streaming.Declarations;
using Traffic.Streaming.Processing;

namespace Traffic.Tests.Unit.Streaming;

public sealed class PartitionTaskTests
{
    [Fact]
    public void Process_Passage_WritesCleanRecordInDeclarationOrder()
    {
        var driver = new TestDriver(Records.Passages).Append(
            """{"velocity":101.5,"lane":2.0,"vehicle_type":"CAR","timestamp":"2026-03-01 15:59:59.120","road":"Sheikh_Zayed_Road","region":"Downtown_Dubai","id":"AAAAAAAA-0000-4000-8000-000000000001","speeding":""}""").Run();
        var (run, key, value) = Assert.Single(driver.Clean);
        Assert.Null(run);
        Assert.Equal("0-2", key);
        Assert.Equal(
            """{"id":"aaaaaaaa-0000-4000-8000-000000000001","region":"Downtown Dubai","road":"Sheikh Zayed Road","direction":0,"timestamp":"2026-03-01T11:59:59.12Z","vehicle_type":"car","lane":2,"speed_kmh":101.5,"limit_kmh":100,"speeding":true}""",
            value);
    }

    [Fact]
    public void Tick_PastTheEnd_EmitsFinalWithAllColumns()
    {
        var driver = new TestDriver(Records.Passages)
            .Append(Records.Passage(1, "2026-03-01T11:55:10Z", 80), Records.Passage(2, "2026-03-01T11:55:20Z", 120), Records.Passage(3, "2026-03-01T11:56:05Z"))
            .Run();
        Assert.Equal(2, driver.Windows.Count);
        var (key, value) = driver.Windows[0];
        Assert.Equal("""["2026-03-01T11:55:00Z","Downtown Dubai","Sheikh Zayed Road",0,1,"car","live"]""", key);
        Assert.StartsWith(
            """{"window_start":"2026-03-01T11:55:00Z","window_end":"2026-03-01T11:56:00Z","region":"Downtown Dubai","road":"Sheikh Zayed Road","direction":0,"lane":1,"vehicle_type":"car","part":"live","count":2,"speed_kmh_n":2,"speed_kmh_mean":100,"speed_kmh_hmean":96.0""",
            value, StringComparison.Ordinal);
        Assert.EndsWith(",\"status\":\"final\",\"revision\":1,\"flags\":[]}", value, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"provisional\"", driver.Windows[1].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Process_OfEachFate_CountsIt()
    {
        var driver = new TestDriver(Records.Passages, partitionCount: 4)
            .Append("{}")
            .Append(Records.Passage(1, "2026-03-01T11:59:00Z"), new RecordHeaders(Rekeyed: true))
            .Append(Records.Passage(1, "2026-03-01T11:59:00Z"), new RecordHeaders(Rekeyed: true))
            .Append(Records.Passage(2, "2026-03-01T11:55:00Z"), new RecordHeaders(Rekeyed: true))
            .Append(Records.Passage(3, "2026-03-01T12:02:00Z"), new RecordHeaders(Rekeyed: true))
            .Append(Records.Passage(4, "2026-03-01T11:59:00Z", lane: 3))
            .AppendControl(ControlKind.Begin, "r")
            .Run();
        var lane = driver.Lane();
        Assert.Equal([Reasons.MissingField, Reasons.Late, Reasons.FromTheFuture], driver.DeadLetters.Select(d => d.Rejection.Reason));
        Assert.Equal((6, 1, 1, 1), (lane.Records, lane.Accepted, lane.Duplicates, lane.Forwarded));
        Assert.Equal(3, lane.DeadLetters.Values.Sum());
        Assert.Equal("0-3", Assert.Single(driver.Forwarded).Key);
        Assert.Equal(1, driver.Lane("r").Control);
    }
}
