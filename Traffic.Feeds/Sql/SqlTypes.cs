using Traffic.Streaming.Declarations;
using Traffic.Streaming.Windows;

namespace Traffic.Feeds.Sql;

/// <summary>How declared types are stored and what PostgreSQL calls them.</summary>
public static class SqlTypes
{
    public static SqlType Of(FieldType type) => type switch
    {
        FieldType.String => SqlType.Text,
        FieldType.Long or FieldType.Money => SqlType.BigInt,
        FieldType.Double => SqlType.Double,
        FieldType.Bool => SqlType.Boolean,
        FieldType.Timestamp => SqlType.TimestampTz,
        FieldType.Uuid => SqlType.Uuid,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "field type without a PostgreSQL type"),
    };

    public static SqlType Of(WindowColumnType type) => type switch
    {
        WindowColumnType.Long => SqlType.BigInt,
        WindowColumnType.Double => SqlType.Double,
        WindowColumnType.Binary => SqlType.Bytea,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "window column type without a PostgreSQL type"),
    };

    /// <summary>The name as <c>format_type()</c> gives it, so that a table can be compared with its declaration.</summary>
    public static string Name(this SqlType type) => type switch
    {
        SqlType.Text => "text",
        SqlType.Integer => "integer",
        SqlType.BigInt => "bigint",
        SqlType.Double => "double precision",
        SqlType.Boolean => "boolean",
        SqlType.TimestampTz => "timestamp with time zone",
        SqlType.Uuid => "uuid",
        SqlType.Bytea => "bytea",
        SqlType.TextArray => "text[]",
        SqlType.Jsonb => "jsonb",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "unnamed PostgreSQL type"),
    };
}
