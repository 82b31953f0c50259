using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Traffic.Api.Http;

/// <summary>
/// A JSON answer written by hand. It is complete before its first byte is sent, so that an error while it is made is still an error to
/// the caller; the memory comes from a pool.
/// </summary>
internal sealed class JsonBody : IResult
{
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));

    public IBufferWriter<byte> Writer => _pipe.Writer;

    /// <summary>Texts as they are, '+' and other scripts too: an answer is never part of a page.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await _pipe.Writer.CompleteAsync();
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.Headers.CacheControl = "no-store";
        await _pipe.Reader.CopyToAsync(httpContext.Response.Body, httpContext.RequestAborted);
        await _pipe.Reader.CompleteAsync();
    }
}
