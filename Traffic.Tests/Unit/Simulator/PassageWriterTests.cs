using System.Text;
using Traffic.Simulator.Roads;

namespace Traffic.Tests.Unit.Simulator;

public sealed class PassageWriterTests
{
    private static readonly Road Road = new("Downtown_Dubai", "Sheikh_Zayed_Road", 100, 80, 6, false, 3500);

    [Fact]
    public void Write_Car_IsTheDetectorsJson()
    {
        var time = new DateTimeOffset(2026, 11, 21, 11, 4, 5, 999, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000;
        var passage = new Passage(time, new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), 0, 4, false, 101);
        Assert.Equal(
            """{"id":"0f8fad5b-d9cb-469f-a165-70867728950e","region":"Downtown_Dubai","road":"Sheikh_Zayed_Road","direction":0,"timestamp":"2026-11-21T15:04:05","vehicle_type":"Car","lane":4,"speeding":"sp","velocity":101}""",
            Encoding.UTF8.GetString(new PassageWriter(Road).Write(passage)));
    }

    [Theory]
    [InlineData(false, 100, "")]
    [InlineData(false, 101, "sp")]
    [InlineData(true, 80, "")]
    [InlineData(true, 81, "sp")]
    public void Write_Speeding_IsAboveTheLimitOfTheVehicleType(bool truck, int speed, string expected) =>
        Assert.Contains(
            $"\"speeding\":\"{expected}\",\"velocity\":{speed}",
            Encoding.UTF8.GetString(new PassageWriter(Road).Write(new Passage(0, Guid.Empty, 1, 1, truck, speed))));
}
