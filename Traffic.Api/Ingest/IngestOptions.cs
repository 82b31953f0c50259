using System.ComponentModel.DataAnnotations;

namespace Traffic.Api.Ingest;

/// <summary>Limits of the ingest endpoint: section <c>Traffic:Ingest</c>.</summary>
internal sealed class IngestOptions
{
    public const string Section = "Traffic:Ingest";

    /// <summary>Largest body, after decompression, in bytes.</summary>
    [Range(1024, 1024 * 1024 * 1024, ErrorMessage = "must be from 1024 to 1073741824")]
    public int MaxBodyBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Largest record, in bytes; Kafka takes 1 MiB with key and headers by default.</summary>
    [Range(1, 1024 * 1024, ErrorMessage = "must be from 1 to 1048576")]
    public int MaxRecordBytes { get; set; } = 1_000_000;

    /// <summary>Bytes of all bodies that are being read or wait for Kafka; above it callers are asked to wait.</summary>
    [Range(1024, int.MaxValue, ErrorMessage = "must be at least 1024")]
    public int MaxInFlightBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How long Kafka may take to acknowledge a request's records.</summary>
    [Range(0.1, 300, ErrorMessage = "must be from 0.1 to 300")]
    public double AcknowledgeTimeoutSeconds { get; set; } = 10;
}
