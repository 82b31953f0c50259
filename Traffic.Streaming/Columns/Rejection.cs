namespace Traffic.Streaming.Columns;

/// <summary>Why a row is a dead letter.</summary>
/// <param name="Reason">One of <see cref="Declarations.Reasons"/>.</param>
/// <param name="Field">The field at fault, where there is one.</param>
/// <param name="Detail">What was found, for people.</param>
public sealed record Rejection(string Reason, string? Field, string? Detail);
