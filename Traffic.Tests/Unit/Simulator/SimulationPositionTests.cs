using Traffic.Simulator.Emission;

namespace Traffic.Tests.Unit.Simulator;

public sealed class SimulationPositionTests
{
    [Fact]
    public void Parse_OfItsText_IsItself()
    {
        var position = new SimulationPosition(1_795_263_000, 215);
        Assert.Equal("1795263000/215", position.ToString());
        Assert.Equal(position, SimulationPosition.Parse(position.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/1")]
    [InlineData("1/")]
    [InlineData("1/x")]
    [InlineData("-1/1")]
    [InlineData("1/2/3")]
    public void Parse_AnythingElse_IsNull(string text) => Assert.Null(SimulationPosition.Parse(text));

    [Fact]
    public void Compare_GoesByRunThenIndex()
    {
        Assert.True(new SimulationPosition(300, 9) < new SimulationPosition(600, 0));
        Assert.True(new SimulationPosition(300, 9) > new SimulationPosition(300, 8));
    }
}
