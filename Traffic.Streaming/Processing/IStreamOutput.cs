using Traffic.Streaming.Columns;

namespace Traffic.Streaming.Processing;

/// <summary>Where a partition task writes. Spans are valid during the call only.</summary>
public interface IStreamOutput
{
    /// <summary>A clean record: declared key, flat JSON; <paramref name="run"/> null is live.</summary>
    void Clean(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, string? run);

    /// <summary>A dead letter: the raw record at that offset of the task's partition, with the reason.</summary>
    void DeadLetter(in RawRecord record, Rejection rejection);

    /// <summary>A window result: key JSON array [window_start, groups…, part], value as in the contract.</summary>
    void Window(string windowId, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);

    /// <summary>A raw record that arrived under another key: to be produced to its own raw topic under the right key, headers kept, <c>rekeyed-from</c> added.</summary>
    void Forward(in RawRecord record, ReadOnlySpan<byte> key);
}
