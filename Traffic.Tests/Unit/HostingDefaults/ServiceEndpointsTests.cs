using Microsoft.Extensions.Configuration;
using Traffic.ServiceDefaults.Discovery;

namespace Traffic.Tests.Unit.HostingDefaults;

public sealed class ServiceEndpointsTests
{
    private readonly ServiceEndpoints _endpoints = new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["services:api:http:0"] = "http://127.0.0.1:5001",
        ["services:api:http:1"] = "http://127.0.0.1:5002",
        ["services:web:https:0"] = "https://web.example:8443",
        ["services:web:http:0"] = "http://web.example:8080",
    }).Build());

    [Fact]
    public void Resolve_Replicas_AreTakenInTurn()
    {
        var ports = Enumerable.Range(0, 4).Select(_ => _endpoints.Resolve(new Uri("http://api/x?y=1")).Port).ToArray();

        Assert.Equal(2, ports.Count(p => p == 5001));
        Assert.Equal(2, ports.Count(p => p == 5002));
        Assert.NotEqual(ports[0], ports[1]);
    }

    [Theory]
    [InlineData("https+http://web/a/b?c=d", "https://web.example:8443/a/b?c=d")]
    [InlineData("https+http://api/a", "http://127.0.0.1:500")]
    [InlineData("http://elsewhere:81/a", "http://elsewhere:81/a")]
    [InlineData("https+http://elsewhere:81/a", "http://elsewhere:81/a")]
    public void Resolve_Address_ByFirstSchemeThatIsKnown(string address, string expected) =>
        Assert.StartsWith(expected, _endpoints.Resolve(new Uri(address)).ToString(), StringComparison.Ordinal);

    [Fact]
    public void All_UnknownService_IsEmpty() => Assert.Empty(_endpoints.All("nobody"));
}
