namespace Traffic.Streaming.Declarations;

/// <summary>The types a field can have. Timestamps are microseconds since 1970-01-01T00:00:00Z; money is integer cents.</summary>
public enum FieldType
{
    String,
    Long,
    Double,
    Money,
    Bool,
    Timestamp,
    Uuid,
}
