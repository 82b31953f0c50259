using Microsoft.Extensions.FileProviders;

namespace Traffic.Api.Http;

/// <summary>Serves the built dashboard; addresses of its pages all give <c>index.html</c>.</summary>
internal static partial class DashboardFiles
{
    /// <summary>The built dashboard; not set: <c>wwwroot</c>.</summary>
    private const string Root = "Traffic:Dashboard:Root";
    private const string Index = "index.html";

    /// <summary>Vite puts files whose names carry a hash of their content here.</summary>
    private const string Hashed = "/assets";

    public static WebApplication MapDashboard(this WebApplication app)
    {
        // Without this, a mistyped call would be answered with a page.
        app.MapFallback("/api/{*path}", NotFound).ExcludeFromDescription();
        var root = Path.GetFullPath(app.Configuration[Root] ?? app.Environment.WebRootPath ?? "wwwroot");
        if (!File.Exists(Path.Combine(root, Index)))
        {
            LogMissing(app.Logger, root);
            app.MapFallback(() => Missing(root)).ExcludeFromDescription();
            return app;
        }

        var files = new StaticFileOptions { FileProvider = new PhysicalFileProvider(root), OnPrepareResponse = file => SetLifetime(file.Context) };
        app.UseStaticFiles(files);
        app.MapFallbackToFile("{*path:nonfile}", Index, files).ExcludeFromDescription();
        return app;
    }

    private static void SetLifetime(HttpContext context) => context.Response.Headers.CacheControl =
        context.Request.Path.StartsWithSegments(Hashed) ? "public, max-age=31536000, immutable" : "no-cache";

    private static IResult NotFound(HttpRequest request) =>
        throw ApiException.NotFound("path", $"There is no {request.Method} {request.Path}.", "See /openapi/v1.json for the calls there are.");

    private static IResult Missing(string root) =>
        throw new ApiException(StatusCodes.Status404NotFound, $"The dashboard is not built: there is no {Index} in {root}.")
        {
            Fix = "./traffic builds it; Traffic__Dashboard__Root says where it is.",
        };

    [LoggerMessage(1, LogLevel.Warning, "no dashboard: there is no index.html in {Root} (./traffic builds it; set Traffic__Dashboard__Root)")]
    private static partial void LogMissing(ILogger log, string root);
}
