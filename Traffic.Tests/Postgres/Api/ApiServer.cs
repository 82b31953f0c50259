using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Traffic.Api;
using Traffic.Feeds;

namespace Traffic.Tests.Postgres.Api;

/// <summary>The API in this process on a free port.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ApiServer(WebApplication app, Uri address)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="settings">Settings over those of the connections.</param>
    public static async Task<ApiServer> StartAsync(
        string database, string kafka, FeedCatalogue? feeds = null, Action<IServiceCollection>? replace = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["ConnectionStrings:trafficdb"] = database;
        builder.Configuration["ConnectionStrings:kafka"] = kafka;
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddTrafficApi(feeds ?? FeedCatalogue.Default);
        builder.Logging.ClearProviders();
        replace?.Invoke(builder.Services);
        var app = builder.Build().MapTrafficApi();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ApiServer(app, new Uri(app.Urls.Single()));
    }

    /// <summary>The answer to a GET below <c>/api/v1</c>; it must be 200.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri($"api/v1{path}", UriKind.Relative), TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {body}");
        return JsonElement.Parse(body);
    }

    /// <summary>The items of a list.</summary>
    public async Task<JsonElement[]> ItemsAsync(string path) => [.. (await GetAsync(path)).GetProperty("items").EnumerateArray()];

    /// <summary>The problem that a GET is answered with; it must have that status.</summary>
    public async Task<JsonElement> ProblemAsync(string path, int status = 400)
    {
        using var response = await Client.GetAsync(new Uri($"api/v1{path}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
