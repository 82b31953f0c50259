using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace Traffic.Api.Http;

/// <summary>Serves the built dashboard; addresses of its pages all give <c>index.html</c>.</summary>
internal static class DashboardFiles
{
    /// <summary>Vite puts files whose names carry a hash of their content here.</summary>
    private const string Hashed = "/assets";

    public static WebApplication UseDashboard(this WebApplication app)
    {
        if (Files(app) is { } files)
        {
            app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
            app.UseStaticFiles(Options(files));
        }

        return app;
    }

    public static WebApplication MapDashboard(this WebApplication app)
    {
        if (Files(app) is { } files)
        {
            app.MapFallbackToFile("{*path:nonfile}", "index.html", Options(files)).ExcludeFromDescription();
        }

        // Without this, a mistyped call would be answered with a page.
        app.MapFallback("/api/{*path}", (HttpRequest request) => NotFound(request)).ExcludeFromDescription();
        return app;
    }

    private static PhysicalFileProvider? Files(WebApplication app)
    {
        var root = app.Services.GetRequiredService<IOptions<DashboardOptions>>().Value.Root ?? app.Environment.WebRootPath;
        return root is not null && File.Exists(Path.Combine(root, "index.html")) ? new PhysicalFileProvider(Path.GetFullPath(root)) : null;
    }

    private static StaticFileOptions Options(IFileProvider files) => new()
    {
        FileProvider = files,
        OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
            file.Context.Request.Path.StartsWithSegments(Hashed) ? "public, max-age=31536000, immutable" : "no-cache",
    };

    private static IResult NotFound(HttpRequest request) =>
        throw ApiException.NotFound("path", $"There is no {request.Method} {request.Path}.", "See /openapi/v1.json for the calls there are.");
}
