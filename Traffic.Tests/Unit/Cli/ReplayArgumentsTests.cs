using Traffic.Cli;
using Traffic.Cli.Replay;

namespace Traffic.Tests.Unit.Cli;

public sealed class ReplayArgumentsTests
{
    [Fact]
    public void Constants_CommasOrSeveral_AreAllTaken() => Assert.Equal(
        new Dictionary<string, string> { ["a"] = "1", ["b"] = "x=y", ["c"] = "" },
        ReplayArguments.Constants(["a=1,b=x=y", "c="]));

    [Theory]
    [InlineData("max", null)]
    [InlineData("60x", 60.0)]
    [InlineData("0.5", 0.5)]
    public void Speed_IsRead(string text, double? expected) => Assert.Equal(expected, ReplayArguments.Speed(text));

    [Fact]
    public void WrongValues_EndWithTheUsageCode()
    {
        Action[] wrong =
        [
            () => ReplayArguments.Constants(["date"]), () => ReplayArguments.Speed("0x"), () => ReplayArguments.Speed("-1x"), () => ReplayArguments.Speed("fast"),
            () => ReplayArguments.Limit("0"), () => ReplayArguments.Limit("many"), () => ReplayArguments.Run(""), () => ReplayArguments.Run("live"), () => ReplayArguments.Run("a/b"),
        ];
        Assert.All(wrong, w => Assert.Equal(ExitCodes.Usage, Assert.Throws<CliException>(w).ExitCode));
    }
}
