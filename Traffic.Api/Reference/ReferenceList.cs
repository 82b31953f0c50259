using System.Text.Json;

namespace Traffic.Api.Reference;

/// <summary>Rows of a reference table.</summary>
/// <param name="Version">Hash of the rows: changes exactly when they do.</param>
internal sealed record ReferenceList(IReadOnlyList<JsonElement> Items, string Version, string? Cursor = null);
