namespace Traffic.Streaming.Declarations;

/// <summary>A reference table: rows of a JSON file, published on change to the compacted topic <c>feed.name.reference</c>.</summary>
/// <param name="Feed">Feed that owns it.</param>
/// <param name="Name">Name in the topic, the table <c>feed.name</c> and the API.</param>
public sealed record ReferenceDeclaration(string Feed, string Name)
{
    public required string Description { get; init; }
    public required IReadOnlyList<Field> Fields { get; init; }

    /// <summary>Fields that identify a row.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>Content of the file that ships with the declaration: UTF-8 JSON array of objects.</summary>
    public required Func<Stream> OpenDefault { get; init; }
}
