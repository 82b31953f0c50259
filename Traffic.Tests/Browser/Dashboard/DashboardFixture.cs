using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Traffic.Tests.System;

namespace Traffic.Tests.Browser.Dashboard;

/// <summary>A running system with simulated roads, and a browser to look at it.</summary>
public sealed class DashboardFixture : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
    ];

    private readonly HttpClient _http = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public TrafficHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium) || !File.Exists(Path.Combine(Repository.Root, "artifacts", "dashboard", "index.html")))
        {
            return;
        }

        Host = await TrafficHost.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Arguments });
    }

    /// <summary>A browser window of its own on the dashboard; the test is skipped where there is no browser.</summary>
    public async Task<DashboardPage> OpenAsync(string path, int width = 1440, int height = 900, ColorScheme theme = ColorScheme.Light)
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is missing: apt-get install chromium");
        Assert.SkipWhen(_browser is null, "artifacts/dashboard is missing: ./traffic test builds it");
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Host.Api.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = theme,
            TimezoneId = "Europe/Berlin",
            Locale = "en-GB",
        });
        return await DashboardPage.OpenAsync(context, path);
    }

    /// <summary>An answer of the API.</summary>
    /// <param name="path">Below <c>/api/v1</c>.</param>
    public Task<JsonElement> GetAsync(string path) =>
        _http.GetFromJsonAsync<JsonElement>(new Uri(Host.Api, $"/api/v1{path}"), TestContext.Current.CancellationToken);

    /// <summary>Sends one record to ingest.</summary>
    public async Task IngestAsync(string stream, string json)
    {
        using var content = new StringContent(json, null, "application/json");
        using var response = await _http.PostAsync(new Uri(Host.Api, $"/api/v1/ingest/{stream}"), content, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
        _http.Dispose();
        await (Host?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
