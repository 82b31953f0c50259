namespace Traffic.Api.Http;

/// <summary>The shape of every list.</summary>
/// <param name="Items">The items of this page.</param>
/// <param name="Cursor">Gives the next page when it is repeated with the same query; null on the last page.</param>
internal sealed record ItemList<T>(IReadOnlyList<T> Items, string? Cursor = null);
