using Aspire.Hosting;
using Traffic.Embedded.Hosting;
using Traffic.Embedded.Hosting.Runtime;

namespace Traffic.Tests.Unit.Hosting;

public sealed class ResourceGraphTests : IDisposable
{
    private readonly MapFixture _map = new();

    [Fact]
    public void Order_Waits_ComeFirst()
    {
        var api = _map.Builder.AddProject<MapFixture.AnyProject>("api");
        var init = _map.Builder.AddProject<MapFixture.AnyProject>("init");
        var kafka = _map.Builder.AddKafka("kafka");
        api.WaitForCompletion(init);
        init.WaitFor(kafka);

        Assert.Equal(["kafka", "init", "api"], ResourceGraph.Order(_map.Resources).Select(r => r.Name));
    }

    [Fact]
    public void Order_Cycle_IsNamed()
    {
        var a = _map.Builder.AddProject<MapFixture.AnyProject>("a");
        var b = _map.Builder.AddProject<MapFixture.AnyProject>("b");
        var c = _map.Builder.AddProject<MapFixture.AnyProject>("c");
        a.WaitFor(b);
        b.WaitForStart(c);
        c.WaitFor(b);

        var error = Assert.Throws<HostException>(() => ResourceGraph.Order(_map.Resources));

        Assert.StartsWith("b waits for c waits for b", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Waiting", false, false, false)]
    [InlineData("Starting", false, true, false)]
    [InlineData("Running", true, true, false)]
    [InlineData("Exited", false, false, true)]
    [InlineData("Failed", false, false, false)]
    [InlineData("Skipped", true, true, true)]
    public void IsSatisfied_ByState(string state, bool healthy, bool started, bool completed)
    {
        var kafka = _map.Builder.AddKafka("kafka");
        var waits = _map.Builder.AddProject<MapFixture.AnyProject>("a").WaitFor(kafka).WaitForStart(kafka).WaitForCompletion(kafka).Resource.Waits;
        var status = new ResourceStatus(Enum.Parse<ResourceState>(state), Pid: 1, ExitCode: 0);

        Assert.Equal([healthy, started, completed], waits.Select(w => ResourceGraph.IsSatisfied(w, status)));
        Assert.False(ResourceGraph.IsSatisfied(waits[2], status with { State = ResourceState.Exited, ExitCode = 1 }));
    }

    public void Dispose() => _map.Dispose();
}
