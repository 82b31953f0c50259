using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Traffic.ServiceDefaults.Telemetry;

/// <summary>Names server spans by route and result, as the semantic conventions ask, and leaves health probes out.</summary>
internal sealed class RequestSpans : IStartupFilter
{
    public const string Source = "Microsoft.AspNetCore";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(DescribeAsync);
        next(app);
    };

    private static async Task DescribeAsync(HttpContext context, RequestDelegate next)
    {
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        if (span is not null && context.Request.Path.Value is "/health" or "/alive")
            span!.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        await next(context);
        if (span is not { IsAllDataRequested: true })
            return;
        if (context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
        {
            span.DisplayName = $"{context.Request.Method} {route}";
            span.SetTag("http.route", route);
        }

        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
    }
}
