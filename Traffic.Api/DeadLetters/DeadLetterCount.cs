namespace Traffic.Api.DeadLetters;

/// <summary>Dead letters of a stream by reason.</summary>
internal sealed record DeadLetterCount(string Feed, string Stream, string Reason, long Count, DateTime Latest);
