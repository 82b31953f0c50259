namespace Traffic.Streaming.Json;

/// <summary>A name of a field in raw records.</summary>
/// <param name="Utf8">The name.</param>
/// <param name="Field">Index of the field in the declaration.</param>
/// <param name="Rank">0 for the field's own name, then its aliases in order: the lowest rank present wins.</param>
/// <param name="Factor">Converts to the field's unit.</param>
/// <param name="Bit">Number among all names of the stream, to notice a name that stands twice.</param>
internal sealed record FieldName(byte[] Utf8, int Field, int Rank, double Factor, int Bit);
