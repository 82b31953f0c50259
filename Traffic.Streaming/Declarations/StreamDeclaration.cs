namespace Traffic.Streaming.Declarations;

/// <summary>
/// Everything that makes one stream differ from another. Topics, parser, dead-letter rules, DDL, API metadata and
/// dashboard filters are derived from it.
/// </summary>
public sealed record StreamDeclaration(string Feed, string Name)
{
    /// <summary>Rises with every change of the declaration; a committed fingerprint holds it to that.</summary>
    public required int Version { get; init; }

    public required string Title { get; init; }
    public required string Description { get; init; }

    /// <summary>Fields of the clean record, in the order in which they are written.</summary>
    public required IReadOnlyList<Field> Fields { get; init; }

    /// <summary>Name of the timestamp field that is the event time.</summary>
    public required string EventTime { get; init; }

    /// <summary>
    /// Name of the uuid field that every record has: where the raw record carries none, it is the header <c>event-id</c>, else
    /// UUIDv5 of (topic, partition, offset). Null: records have no id.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>IANA zone of timestamps that carry no offset.</summary>
    public required string Zone { get; init; }

    /// <summary>Fields whose texts, joined by '-', are the message key.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>Fields that identify what "latest" is the latest of; empty: the stream has no latest.</summary>
    public IReadOnlyList<string> Entity { get; init; } = [];

    /// <summary>Fields by whose reference row known entities get a raw topic of their own; null: one raw topic.</summary>
    public TopicPerReference? RawTopics { get; init; }

    /// <summary>Partitions of the raw topics, and so of everything derived. Never changes.</summary>
    public required int Partitions { get; init; }

    /// <summary>Disorder inside a lane that is waited for: watermark = greatest event time − bound.</summary>
    public required TimeSpan Bound { get; init; }

    /// <summary>How far behind the watermark a record is still accepted.</summary>
    public required TimeSpan Lateness { get; init; }

    /// <summary>How long a partition's position must equal the log end before the clock moves its emission watermark.</summary>
    public required TimeSpan IdleTimeout { get; init; }

    /// <summary>Fields that identify a record within <see cref="Horizon"/>.</summary>
    public required IReadOnlyList<string> DeduplicateBy { get; init; }

    /// <summary>Fields of which the record's identity takes only whether they are present.</summary>
    public IReadOnlyList<string> DeduplicateByPresenceOf { get; init; } = [];

    /// <summary>Event time after which an id may be forgotten.</summary>
    public required TimeSpan Horizon { get; init; }

    /// <summary>At least one of these must be present, else <c>missing-field</c>; empty: no such rule.</summary>
    public IReadOnlyList<string> AnyOf { get; init; } = [];

    /// <summary>Rules and derived fields that need more than one field or reference data, applied in order after parsing.</summary>
    public IReadOnlyList<IDerivation> Derivations { get; init; } = [];

    public required IReadOnlyList<WindowDeclaration> Windows { get; init; }

    public string FullName => $"{Feed}.{Name}";

    /// <summary>The raw topic, or the one that all unknown entities share where known ones have topics of their own.</summary>
    public string SharedRawTopic => RawTopics is null ? $"{FullName}.raw" : $"{FullName}.raw.other";

    public Field Field(string name) => Fields.First(f => f.Name == name);

    public WindowDeclaration? Window(string id) => Windows.FirstOrDefault(w => w.Id == id);
}
