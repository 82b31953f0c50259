using Traffic.Embedded.Hosting.ResourcesPage;
using Traffic.Embedded.Hosting.Runtime;

namespace Traffic.Tests.Unit.Hosting;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("ConnectionStrings__trafficdb", "Host=h;Password=abc;Database=d", "Host=h;Password=••••••;Database=d")]
    [InlineData("ConnectionStrings__lake", "Endpoint=http://h;AccessKey=a;SecretKey=b", "Endpoint=http://h;AccessKey=••••••;SecretKey=••••••")]
    [InlineData("GF_SECURITY_ADMIN_PASSWORD", "abc", "••••••")]
    [InlineData("ASPNETCORE_URLS", "http://h:1", "http://h:1")]
    public void Apply_Secrets_AreHidden(string name, string value, string shown) => Assert.Equal(shown, SecretMask.Apply(new(name, value)));

    [Fact]
    public void Apply_MarkedSecret_IsHiddenWhateverItsName() => Assert.Equal("••••••", SecretMask.Apply(new("X", "abc", Secret: true)));
}
