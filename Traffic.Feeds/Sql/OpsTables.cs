namespace Traffic.Feeds.Sql;

/// <summary>Tables of the platform itself, in schema <c>ops</c>.</summary>
public static class OpsTables
{
    public const string Schema = "ops";

    /// <summary>How far the sink has stored each partition: the next offset to read.</summary>
    public static SqlTable SinkOffsets { get; } = new(new(Schema, "sink_offsets"), 1,
        "Position of the sink by partition; moves in the transaction that stores the records before it.",
        [
            new("topic", SqlType.Text, true, "Topic."),
            new("partition", SqlType.Integer, true, "Partition of the topic."),
            new("next", SqlType.BigInt, true, "First offset that is not stored; 0 is the beginning of the log."),
        ])
    {
        Key = ["topic", "partition"],
    };

    /// <summary>Dead letters of all streams: the raw bytes as received and what is said of them.</summary>
    public static SqlTable DeadLetters { get; } = new(new(Schema, "dead_letters"), 1,
        "Records that were refused, with the reason and the bytes as received.",
        [
            new("topic", SqlType.Text, true, "Dead-letter topic."),
            new("partition", SqlType.Integer, true, "Partition of the dead-letter topic."),
            new("offset", SqlType.BigInt, true, "Offset in the dead-letter topic."),
            new("feed", SqlType.Text, true, "Feed of the stream."),
            new("stream", SqlType.Text, true, "Stream the record was meant for."),
            new("reason", SqlType.Text, true, "Why it was refused."),
            new("field", SqlType.Text, false, "The field at fault, where there is one."),
            new("detail", SqlType.Text, false, "What was found."),
            new("source_topic", SqlType.Text, false, "Topic, or file, the record came from."),
            new("source_partition", SqlType.Integer, false, "Partition it came from."),
            new("source_offset", SqlType.BigInt, false, "Offset, or line of the file, it came from."),
            new("run", SqlType.Text, true, "Run of the record; live for records without one."),
            new("stage", SqlType.Text, true, "Where it was refused: replay, intake, join, store."),
            new("attempt", SqlType.Integer, true, "How often it was tried, from 1."),
            new("failed_at", SqlType.TimestampTz, true, "When it was refused."),
            new("key", SqlType.Bytea, false, "Message key as received."),
            new("value", SqlType.Bytea, false, "Message value as received."),
            new("headers", SqlType.Jsonb, true, "All headers, as text."),
        ])
    {
        Key = ["topic", "partition", "offset"],
        Indexes = [new("dead_letters_failed_at_idx", "\"failed_at\" desc"), new("dead_letters_stream_idx", "\"feed\", \"stream\", \"reason\", \"failed_at\" desc")],
    };
}
