using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Traffic.Embedded.Hosting.Runtime;

namespace Traffic.Embedded.Hosting.ResourcesPage;

/// <summary>
/// The resources page and its few calls: <c>/</c>, <c>/resources/{name}/{replica}</c>, <c>/resources.json</c>,
/// <c>/logs/{name}/{replica}?after=n</c>, <c>POST /restart/{name}[/{replica}]</c>. On loopback always.
/// </summary>
internal sealed class ResourcesSite : IAsyncDisposable
{
    private const int DefaultPort = 18888;
    private readonly WebApplication _app;

    private ResourcesSite(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    public static ResourcesSite Create(Orchestrator orchestrator, HostContext host, RunOptions options, PortAllocator ports)
    {
        var port = options.AutoPorts ? ports.Next() : ports.Take(DefaultPort, "the resources page");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Bind, port);
        });
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var site = new ResourcesSite(app, new UriBuilder("http", options.Bind.ToString(), port).Uri);
        app.Use(GuardAsync);
        Map(app, orchestrator, host);
        return site;
    }

    public Task StartAsync() => _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Map(WebApplication app, Orchestrator orchestrator, HostContext host)
    {
        app.UseRouting();
        MapGet("/", (context, _) => Send(context, "text/html; charset=utf-8", ResourcesHtml.List(orchestrator.Instances)));
        MapGet("/resources/{name}/{replica:int}", (context, instance) => Send(context, "text/html; charset=utf-8", ResourcesHtml.Detail(instance!, host)));
        MapGet("/resources.json", (context, _) => Send(context, "application/json", ResourcesHtml.Rows(orchestrator.Instances)));
        MapGet("/logs/{name}/{replica:int}", (context, instance) =>
        {
            _ = long.TryParse(context.Request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var after);
            var (last, lines) = instance!.Log.Tail(after);
            return Send(context, "application/json", JsonSerializer.Serialize(new LogTail(last, lines), PageJson.Default.LogTail));
        });
        foreach (var (asset, type) in (ReadOnlySpan<(string, string)>)[("page.css", "text/css"), ("page.js", "text/javascript")])
        {
            var text = Asset(asset);
            MapGet("/" + asset, (context, _) => Send(context, type, text));
        }

        app.MapPost("/restart/{name}/{replica:int?}", Task (HttpContext context) =>
        {
            var replica = context.GetRouteValue("replica") is string text ? int.Parse(text, CultureInfo.InvariantCulture) : (int?)null;
            if (!orchestrator.Restart((string)context.GetRouteValue("name")!, replica))
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            else if (context.Request.HasFormContentType)
                context.Response.Redirect("/"); // The button; a script gets an empty answer.
            else
                context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });

        void MapGet(string pattern, Func<HttpContext, ResourceInstance?, Task> handle) => app.MapGet(pattern, Task (HttpContext context) =>
        {
            var instance = context.GetRouteValue("name") is string name
                ? orchestrator.Instances.FirstOrDefault(i => i.Resource.Name == name && i.Replica == int.Parse((string)context.GetRouteValue("replica")!, CultureInfo.InvariantCulture))
                : null;
            if (context.GetRouteValue("name") is null || instance is not null)
                return handle(context, instance);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    /// <summary>
    /// Only pages of this site may ask, and only under the names it has: the browser says who asks (Origin), and a foreign
    /// name that was pointed at this machine says so itself (Host). Programs send no Origin and are let through.
    /// </summary>
    private static Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        var request = context.Request;
        var own = IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out var address) ? IPAddress.IsLoopback(address) : request.Host.Host == "localhost";
        var origin = request.Headers.Origin.ToString();
        if (own && (HttpMethods.IsGet(request.Method) || origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}"))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static Task Send(HttpContext context, string type, string text)
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static string Asset(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
