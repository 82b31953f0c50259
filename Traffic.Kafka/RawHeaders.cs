using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Traffic.Streaming.Processing;

namespace Traffic.Kafka;

/// <summary>The headers of raw records, written by producers and read by the processor.</summary>
public static class RawHeaders
{
    private static readonly byte[] Begin = "begin"u8.ToArray();
    private static readonly byte[] End = "end"u8.ToArray();

    /// <summary>Headers for <paramref name="headers"/>, or null where there is nothing to say.</summary>
    /// <param name="simulated">Value of the header <c>sim</c>.</param>
    public static Headers? Write(in RecordHeaders headers, string? simulated = null)
    {
        var result = new Headers();
        if (headers.Run is { } run)
            result.Add(HeaderNames.Run, Encoding.UTF8.GetBytes(run));
        if (headers.Sequence >= 0)
            result.Add(HeaderNames.Sequence, Encoding.UTF8.GetBytes(headers.Sequence.ToString(CultureInfo.InvariantCulture)));
        if (headers.Control != ControlKind.None)
            result.Add(HeaderNames.Control, headers.Control == ControlKind.Begin ? Begin : End);
        if (headers.EventId is { } id)
            result.Add(HeaderNames.EventId, Encoding.UTF8.GetBytes(id.ToString()));
        if (headers.ReceivedAt >= 0)
            result.Add(HeaderNames.ReceivedAt, Encoding.UTF8.GetBytes(HeaderTime.Format(headers.ReceivedAt)));
        if (simulated is not null)
            result.Add(HeaderNames.Simulated, Encoding.UTF8.GetBytes(simulated));
        return result.Count == 0 ? null : result;
    }

    /// <summary>What the headers say to the engine; unknown ones and values that can't be read say nothing.</summary>
    /// <param name="runs">Gives one string per run, so that records of a run share it.</param>
    public static RecordHeaders Read(Headers? headers, RunNames runs)
    {
        var result = new RecordHeaders(Run: null);
        for (var i = 0; i < headers?.Count; i++)
        {
            var value = headers[i].GetValueBytes() ?? [];
            result = headers[i].Key switch
            {
                HeaderNames.Run => result with { Run = runs.Intern(value) },
                HeaderNames.Sequence => result with { Sequence = Number(value) },
                HeaderNames.Control => result with { Control = Control(value) },
                HeaderNames.EventId => result with { EventId = Utf8Parser.TryParse(value, out Guid id, out var n) && n == value.Length ? id : null },
                HeaderNames.ReceivedAt => result with { ReceivedAt = HeaderTime.Parse(value) },
                HeaderNames.RekeyedFrom => result with { Rekeyed = true },
                _ => result,
            };
        }

        return result;
    }

    private static long Number(byte[] value) =>
        Utf8Parser.TryParse(value, out long number, out var used) && used == value.Length && number >= 0 ? number : -1;

    private static ControlKind Control(ReadOnlySpan<byte> value) =>
        value.SequenceEqual(Begin) ? ControlKind.Begin : value.SequenceEqual(End) ? ControlKind.End : ControlKind.None;
}
