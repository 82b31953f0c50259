using System.Net;
using Traffic.Embedded.Hosting;

namespace Traffic.Tests.Unit.Hosting;

public sealed class RunOptionsTests
{
    [Fact]
    public void Parse_AllOptions_AreTaken()
    {
        var options = RunOptions.Parse(
            ["--data", "/tmp/x", "--fresh", "--ports=auto", "--simulators", "roads,web", "--speed", "60x", "--bind", "localhost", "--Replicas:sink=2"], "/tmp/default");

        Assert.Equal("/tmp/x", options.DataFolder);
        Assert.True(options.Fresh);
        Assert.True(options.AutoPorts);
        Assert.Equal(IPAddress.Loopback, options.Bind);
        Assert.Equal("roads,web", options.Settings["Parameters:simulators"]);
        Assert.Equal("60", options.Settings["Parameters:speed"]);
        Assert.Equal("2", options.Settings["Replicas:sink"]);
        Assert.Equal("/tmp/x", options.Settings["Traffic:DataFolder"]);
    }

    [Fact]
    public void Parse_Nothing_IsTheFixedPortsOnLoopback()
    {
        var options = RunOptions.Parse([], "/tmp/default");

        Assert.Equal("/tmp/default", options.DataFolder);
        Assert.False(options.Fresh);
        Assert.False(options.AutoPorts);
        Assert.Equal(IPAddress.Loopback, options.Bind);
        Assert.DoesNotContain("Parameters:simulators", options.Settings.Keys);
    }

    [Theory]
    [InlineData("--speed 0")]
    [InlineData("--speed -1")]
    [InlineData("--speed NaN")]
    [InlineData("--speed")]
    [InlineData("--ports 80")]
    [InlineData("--ports --fresh")]
    [InlineData("--fresh=yes")]
    [InlineData("--bind somewhere")]
    [InlineData("--bind 192.168.0.1")]
    [InlineData("--what")]
    [InlineData("roads")]
    public void Parse_Wrong_NamesTheOption(string arguments)
    {
        var error = Assert.Throws<HostException>(() => RunOptions.Parse(arguments.Split(' '), "/tmp/default"));

        Assert.Contains(arguments.Split(' ', '=')[0], error.Message, StringComparison.Ordinal);
    }
}
