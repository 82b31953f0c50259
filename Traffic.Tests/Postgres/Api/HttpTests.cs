using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Traffic.Tests.Postgres.Api;

/// <summary>What holds for every answer: headers, compression, the OpenAPI document, the dashboard's files.</summary>
[Collection<RoadsCollection>]
public sealed class HttpTests(RoadsData data)
{
    [Theory]
    [InlineData("/api/v1/feeds")]
    [InlineData("/api/v1/feeds/none/none")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/nowhere")]
    [InlineData("/health")]
    public async Task Answers_CarryASecurityPolicy(string path)
    {
        using var response = await GetAsync(data.Api, path);
        Assert.StartsWith("default-src 'self';", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Answers_AreCompressedWhenAsked(string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/feeds/roads/detectors/windows/1h") { Headers = { AcceptEncoding = { new(encoding) } } };
        using var response = await data.Api.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.Single());
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using Stream plain = encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        using var json = await JsonDocument.ParseAsync(plain, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(json.RootElement.GetProperty("items").GetArrayLength() > 0);
    }

    [Fact]
    public async Task UnknownCall_IsAProblem()
    {
        var problem = await data.Api.ProblemAsync("/nothing/here", 404);
        Assert.Contains("openapi", problem.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_DescribesEveryCallWithSummaryAndParameters()
    {
        using var response = await GetAsync(data.Api, "/openapi/v1.json");
        var document = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var operations = document.GetProperty("paths").EnumerateObject()
            .Where(p => p.Name.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(p => p.Value.EnumerateObject().Select(o => (Path: p.Name, Operation: o.Value))).ToList();
        Assert.Equal(
            [
                "/api/v1/dead-letters", "/api/v1/dead-letters/summary", "/api/v1/dead-letters/{id}", "/api/v1/feeds", "/api/v1/feeds/{feed}/{stream}",
                "/api/v1/feeds/{feed}/{stream}/latest", "/api/v1/feeds/{feed}/{stream}/windows/{id}", "/api/v1/ingest/{feed}/{stream}", "/api/v1/live",
                "/api/v1/pipeline", "/api/v1/reference/{feed}/{name}",
            ],
            operations.Select(o => o.Path).Order(StringComparer.Ordinal));
        Assert.All(operations, o => Assert.NotEmpty(o.Operation.GetProperty("summary").GetString()!));
        var windows = operations.Single(o => o.Path.EndsWith("/windows/{id}", StringComparison.Ordinal)).Operation;
        Assert.Superset(
            new HashSet<string?> { "from", "to", "last", "granularity", "tz", "group", "cursor" },
            windows.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString()).ToHashSet());
        var item = document.GetProperty("components").GetProperty("schemas").GetProperty("WindowItem").GetProperty("properties");
        Assert.True(item.TryGetProperty("window_start", out _));
        Assert.True(item.TryGetProperty("status", out _));
    }

    [Fact]
    public async Task Dashboard_ServesFilesAndItsPagesGiveTheIndex()
    {
        var folder = Directory.CreateTempSubdirectory("traffic-dashboard-");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "assets"));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "index.html"), "<!doctype html><title>Traffic</title>", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "assets", "index-1a2b.js"), new string(' ', 5000) + "console.log(1)", TestContext.Current.CancellationToken);
            await using var api = await ApiServer.StartAsync(
                data.Database.ConnectionString, "127.0.0.1:1", settings: ("Traffic:Dashboard:Root", folder.FullName));

            foreach (var path in (string[])["/", "/roads", "/explore/roads/passages?from=x"])
            {
                using var page = await GetAsync(api, path);
                Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
                Assert.Equal("no-cache", page.Headers.CacheControl?.ToString());
                Assert.Contains("Traffic", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
                Assert.True(page.Headers.Contains("Content-Security-Policy"));
            }

            using var script = await GetAsync(api, "/assets/index-1a2b.js");
            Assert.Contains("immutable", script.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
            using var missing = await GetAsync(api, "/assets/index-0000.js");
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
            using var call = await GetAsync(api, "/api/v1/feed");
            Assert.Equal("application/problem+json", call.Content.Headers.ContentType?.MediaType);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("/api/v1/ingest/roads/ships", "application/json", "{}", 404, "/path/stream")]
    [InlineData("/api/v1/ingest/roads/passages", "text/plain", "{}", 415, "/headers/content-type")]
    [InlineData("/api/v1/ingest/roads/passages", "application/json", "", 400, "/body")]
    [InlineData("/api/v1/ingest/roads/passages", "application/json", "[{}", 400, "/body")]
    [InlineData("/api/v1/ingest/roads/passages?run=live", "application/json", "{}", 400, "/query/run")]
    [InlineData("/api/v1/ingest/roads/passages?run=a%7Cb", "application/json", "{}", 400, "/query/run")]
    [InlineData("/api/v1/ingest/roads/passages?end=true", "application/json", "{}", 400, "/query/end")]
    [InlineData("/api/v1/ingest/roads/passages?topic=x", "application/json", "{}", 400, "/query/topic")]
    public async Task Ingest_OfWhatCantBeTaken_IsAProblem(string path, string type, string body, int status, string pointer)
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type));
        using var response = await data.Api.Client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)response.StatusCode);
        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(pointer, problem.GetProperty("pointer").GetString());
        Assert.NotEmpty(problem.GetProperty("fix").GetString()!);
    }

    [Fact]
    public async Task Ingest_BeyondTheLimitOfTheBody_Is413PlainAndCompressed()
    {
        await using var api = await ApiServer.StartAsync(data.Database.ConnectionString, "127.0.0.1:1", settings: ("Traffic:Ingest:MaxBodyBytes", "2000"));
        var body = Encoding.UTF8.GetBytes($$"""{"a":"{{new string('x', 100_000)}}"}""");
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync(body, TestContext.Current.CancellationToken);
        }

        Assert.True(packed.Length < 2000);
        foreach (var (bytes, encoding) in ((byte[], string?)[])[(body, null), (packed.ToArray(), "gzip")])
        {
            using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } };
            if (encoding is not null)
            {
                content.Headers.ContentEncoding.Add(encoding);
            }

            using var response = await api.Client.PostAsync(new Uri("/api/v1/ingest/roads/passages", UriKind.Relative), content, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task Ingest_OfDamagedOrUnknownCompression_IsRefused()
    {
        foreach (var (encoding, status) in ((string, HttpStatusCode)[])[("gzip", HttpStatusCode.BadRequest), ("zstd", HttpStatusCode.UnsupportedMediaType)])
        {
            using var content = new ByteArrayContent("not packed"u8.ToArray()) { Headers = { ContentType = new("application/json"), ContentEncoding = { encoding } } };
            using var response = await data.Api.Client.PostAsync(
                new Uri("/api/v1/ingest/roads/passages", UriKind.Relative), content, TestContext.Current.CancellationToken);
            Assert.Equal(status, response.StatusCode);
        }
    }

    private static Task<HttpResponseMessage> GetAsync(ApiServer api, string path) =>
        api.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
}
