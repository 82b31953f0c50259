using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Traffic.ServiceDefaults.Configuration;

namespace Traffic.Tests.Unit.HostingDefaults;

public sealed class ValidatedOptionsTests
{
    [Theory]
    [InlineData("0", "Traffic:Speed is '0': must be above 0 (set Traffic__Speed)")]
    [InlineData("fast", "Failed to convert configuration value 'fast' at 'Traffic:Speed' to type 'System.Double'.")]
    public async Task Start_WrongValue_IsOneLine(string value, string line)
    {
        var builder = Builder(("Traffic:Speed", value));
        builder.AddValidatedOptions<Clock>("Traffic");
        await using var app = builder.Build();

        var error = await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(line, StartError.Describe(error, app.Configuration));
    }

    [Fact]
    public async Task Start_MissingConnectionStrings_NamesBoth()
    {
        var builder = Builder();
        builder.AddNpgsqlDataSource("trafficdb");
        builder.AddKafkaHealthCheck("kafka");
        await using var app = builder.Build();

        var error = await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync(TestContext.Current.CancellationToken));

        var line = StartError.Describe(error, app.Configuration);
        Assert.Contains("set ConnectionStrings__trafficdb to Host=", line, StringComparison.Ordinal);
        Assert.Contains("set ConnectionStrings__kafka to host:port", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddValidatedOptions_RightValue_IsBound()
    {
        var builder = Builder(("Traffic:Speed", "2.5"));
        builder.AddValidatedOptions<Clock>("Traffic");
        await using var app = builder.Build();

        await app.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2.5, ((IOptions<Clock>)app.Services.GetService(typeof(IOptions<Clock>))!).Value.Speed);
    }

    [Fact]
    public async Task RunServiceAsync_WrongValue_EndsWithExitCode2()
    {
        var builder = Builder(("Traffic:Speed", "0"));
        builder.AddValidatedOptions<Clock>("Traffic");
        await using var app = builder.Build();

        Assert.Equal(2, await app.RunServiceAsync());
    }

    [Fact]
    public void Describe_OtherFailure_IsNotAboutSettings() =>
        Assert.Null(StartError.Describe(new InvalidOperationException("bug"), new ConfigurationManager()));

    private static WebApplicationBuilder Builder(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value));
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.AddServiceDefaults();
        return builder;
    }

    private sealed class Clock
    {
        [Range(0, 1e6, MinimumIsExclusive = true, ErrorMessage = "must be above 0")]
        public double Speed { get; set; } = 1;
    }
}
