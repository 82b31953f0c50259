using Traffic.Tests.Postgres.Api;

namespace Traffic.Tests.Kafka.Api;

/// <summary>One server-sent event.</summary>
internal sealed record SseEvent(string Name, string Data, string? Id);

/// <summary>A live connection, read event by event.</summary>
internal sealed class SseReader : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private SseReader(HttpResponseMessage response, StreamReader lines) => (_response, _lines) = (response, lines);

    /// <summary>The last id heard, as a browser would send it.</summary>
    public string? LastId { get; private set; }

    public static async Task<SseReader> OpenAsync(ApiServer api, string query, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/live?{query}");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new(response, new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)));
    }

    /// <summary>The next event but heartbeats.</summary>
    public async Task<SseEvent> NextAsync()
    {
        while (true)
        {
            if (await ReadAsync() is { Name: not "heartbeat" } found)
            {
                return found;
            }
        }
    }

    public async Task<SseEvent> ReadAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        var (name, data, id) = ("", "", (string?)null);
        while (await _lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Length == 0 && name.Length > 0)
            {
                LastId = id ?? LastId;
                return new(name, data, id);
            }

            name = line.StartsWith("event: ", StringComparison.Ordinal) ? line[7..] : name;
            data = line.StartsWith("data: ", StringComparison.Ordinal) ? line[6..] : data;
            id = line.StartsWith("id: ", StringComparison.Ordinal) ? line[4..] : id;
        }

        throw new EndOfStreamException();
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }
}
