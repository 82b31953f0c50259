namespace Traffic.Sink.Rows;

/// <summary>Why a record cannot become a row.</summary>
/// <param name="Field">The field at fault, where there is one.</param>
/// <param name="Detail">What was found, for people.</param>
internal sealed record Refusal(string? Field, string Detail);
