namespace Traffic.Sink.Rows;

/// <summary>Turns records of a topic into rows of its table. Not thread-safe.</summary>
internal interface IRowDecoder
{
    /// <returns>Null where a row was added, else why not.</returns>
    Refusal? Decode(in SinkRecord record, RowBuffer rows);
}
