namespace Traffic.Sink.Schema;

/// <summary>A column as the database has it.</summary>
internal sealed record ExistingColumn(string Name, string Type, bool NotNull);
