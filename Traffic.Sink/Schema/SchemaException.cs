namespace Traffic.Sink.Schema;

/// <summary>The schema cannot be brought to what this build declares. The message is one line that names the table and the fix.</summary>
internal sealed class SchemaException(string message) : Exception(message);
