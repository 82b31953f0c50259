using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Traffic.Api.Live;

/// <summary>Writes a subscription as server-sent events.</summary>
internal sealed class LiveStream(HttpResponse response, TimeProvider time)
{
    public const string MediaType = "text/event-stream";
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Conflation = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs until the token ends it.</summary>
    public async Task RunAsync(LiveHub hub, LiveSubscription subscription, CancellationToken cancellationToken)
    {
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        Write("retry: 1000\n\n"u8);
        var lastBeat = long.MinValue;
        while (true)
        {
            var rest = lastBeat == long.MinValue ? TimeSpan.Zero : Heartbeat - time.GetElapsedTime(lastBeat);
            var beat = rest <= TimeSpan.Zero || !await subscription.WaitAsync(rest, cancellationToken);
            var batch = hub.Take(subscription);
            Write(batch, beat);
            if (beat)
            {
                lastBeat = time.GetTimestamp();
            }

            await response.BodyWriter.FlushAsync(cancellationToken);
            if (batch.Messages.Count > 0)
            {
                // What changes meanwhile is sent once.
                await Task.Delay(Conflation, time, cancellationToken);
            }
        }
    }

    private void Write(LiveBatch batch, bool beat)
    {
        if (batch.Reset)
        {
            Write("event: reset\ndata: {}\n\n"u8);
        }

        foreach (var message in batch.Messages)
        {
            Write("event: "u8);
            Write(Encoding.UTF8.GetBytes(message.Event));
            Write("\ndata: "u8);
            Write(message.Data);
            // The id covers the whole batch, so only its last event may carry it.
            Write(ReferenceEquals(message, batch.Messages[^1]) && batch.Id is { } id ? Encoding.UTF8.GetBytes($"\nid: {id}\n\n") : "\n\n"u8);
        }

        if (beat)
        {
            var id = batch.Id is { } at ? $"\nid: {at}" : "";
            Write(Encoding.UTF8.GetBytes($"event: heartbeat\ndata: {{\"at\":\"{time.GetUtcNow().UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\"}}{id}\n\n"));
        }
    }

    private void Write(ReadOnlySpan<byte> bytes) => response.BodyWriter.Write(bytes);
}
