namespace Traffic.Feeds.Sql;

/// <summary>The PostgreSQL types that tables are made of.</summary>
public enum SqlType
{
    Text,
    Integer,
    BigInt,
    Double,
    Boolean,
    TimestampTz,
    Uuid,
    Bytea,
    TextArray,
    Jsonb,
}
