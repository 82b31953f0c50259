namespace Traffic.Kafka;

/// <summary>What a topic holds.</summary>
public enum TopicKind
{
    Raw,
    Clean,
    DeadLetters,
    Windows,
    Changelog,
    Reference,
}
