using System.Text.Json.Serialization;
using Npgsql;

namespace Traffic.Api.DeadLetters;

/// <summary>A refused record: why, and where it came from.</summary>
internal record DeadLetter
{
    /// <summary>The columns that <see cref="Read"/> takes, in order; the size is the raw value's, in bytes.</summary>
    public const string Columns =
        "topic, partition, \"offset\", feed, stream, reason, field, detail, source_topic, source_partition, source_offset, run, stage, attempt, "
        + "failed_at, coalesce(octet_length(value), 0)";

    public required string Id { get; init; }
    public required string Feed { get; init; }
    public required string Stream { get; init; }
    public required string Reason { get; init; }
    public string? Field { get; init; }
    public string? Detail { get; init; }
    public string? SourceTopic { get; init; }
    public int? SourcePartition { get; init; }
    public long? SourceOffset { get; init; }
    public required string Run { get; init; }
    public required string Stage { get; init; }
    public required int Attempt { get; init; }
    public required DateTime FailedAt { get; init; }
    public required int Size { get; init; }

    [JsonIgnore]
    public DeadLetterId Place { get; init; }

    public static DeadLetter Read(NpgsqlDataReader reader)
    {
        var place = new DeadLetterId(reader.GetString(0), reader.GetInt32(1), reader.GetInt64(2));
        return new DeadLetter
        {
            Id = place.ToString(),
            Place = place,
            Feed = reader.GetString(3),
            Stream = reader.GetString(4),
            Reason = reader.GetString(5),
            Field = Text(6),
            Detail = Text(7),
            SourceTopic = Text(8),
            SourcePartition = reader.IsDBNull(9) ? null : reader.GetInt32(9),
            SourceOffset = reader.IsDBNull(10) ? null : reader.GetInt64(10),
            Run = reader.GetString(11),
            Stage = reader.GetString(12),
            Attempt = reader.GetInt32(13),
            FailedAt = reader.GetDateTime(14),
            Size = reader.GetInt32(15),
        };

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }
}
