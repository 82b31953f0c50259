using System.Globalization;
using System.Net.Sockets;
using Confluent.Kafka;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;

namespace Traffic.Api.Http;

/// <summary>Turns exceptions into <c>application/problem+json</c> with <c>pointer</c> and <c>fix</c>.</summary>
internal sealed partial class ProblemHandler(IProblemDetailsService problems, ILogger<ProblemHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        var error = Describe(exception);
        if (error.Status == StatusCodes.Status500InternalServerError)
        {
            LogFailure(exception, httpContext.Request.Method, httpContext.Request.Path);
        }
        else if (error.Status == StatusCodes.Status503ServiceUnavailable)
        {
            LogUnavailable(httpContext.Request.Method, httpContext.Request.Path, exception.Message);
        }

        httpContext.Response.StatusCode = error.Status;
        httpContext.Response.Headers.CacheControl = "no-store";
        if (error.RetryAfter is { } wait)
        {
            httpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails =
            {
                Status = error.Status,
                Title = ReasonPhrases.GetReasonPhrase(error.Status),
                Detail = error.Message,
                Extensions = { ["pointer"] = error.Pointer, ["fix"] = error.Fix },
            },
        });
    }

    private static ApiException Describe(Exception exception) => exception switch
    {
        ApiException error => error,
        BadHttpRequestException bad => new(bad.StatusCode, bad.Message) { Fix = Advice(bad.StatusCode) },
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName } =>
            ApiException.Unavailable("The tables are not there yet: the init step has not run against this database."),
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => new(StatusCodes.Status503ServiceUnavailable, "The query took too long.")
        {
            Fix = "Ask for a shorter range or filter more.",
        },
        NpgsqlException { IsTransient: true } or NpgsqlException { InnerException: SocketException or IOException or TimeoutException } =>
            ApiException.Unavailable("PostgreSQL does not answer."),
        KafkaException kafka => ApiException.Unavailable($"Kafka does not answer: {kafka.Error.Reason}"),
        _ => new(StatusCodes.Status500InternalServerError, "The server failed on this request; its log says why.") { Fix = "Report it with the time of the request." },
    };

    private static string Advice(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => "Send the records in several requests.",
        StatusCodes.Status415UnsupportedMediaType => "Send application/json or application/x-ndjson, plain or gzip.",
        _ => "See /openapi/v1.json for what this call takes.",
    };

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFailure(Exception exception, string method, string path);

    [LoggerMessage(2, LogLevel.Warning, "{Method} {Path} is answered with 503: {Reason}")]
    private partial void LogUnavailable(string method, string path, string reason);
}
