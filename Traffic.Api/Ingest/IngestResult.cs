namespace Traffic.Api.Ingest;

/// <summary>What became of the records of a request.</summary>
/// <param name="Accepted">Records that Kafka has; the processor judges them.</param>
/// <param name="Rejected">Parts of the body that can't be records.</param>
internal sealed record IngestResult(int Accepted, IReadOnlyList<RejectedRecord> Rejected);

/// <param name="Index">Place in the body, from 0.</param>
/// <param name="Reason">not-an-object or too-large.</param>
internal sealed record RejectedRecord(int Index, string Reason);
