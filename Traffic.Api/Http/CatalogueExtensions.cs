using Traffic.Feeds;
using Traffic.Streaming.Declarations;

namespace Traffic.Api.Http;

/// <summary>Finds what an address names in the declarations; what is not there is a 404 that lists what is.</summary>
internal static class CatalogueExtensions
{
    public static FeedDeclaration Require(this FeedCatalogue catalogue, string feed) =>
        catalogue.Find(feed) ?? throw ApiException.NotFound("feed", $"There is no feed '{feed}'.", Known(catalogue.Feeds.Select(f => f.Name)));

    public static StreamDeclaration Require(this FeedCatalogue catalogue, string feed, string stream) =>
        catalogue.Require(feed) is var found && found.Find(stream) is { } declaration ? declaration
            : throw ApiException.NotFound("stream", $"The feed '{feed}' has no stream '{stream}'.", Known(found.Streams.Select(s => s.Name)));

    public static WindowDeclaration Require(this StreamDeclaration stream, string window) =>
        stream.Window(window)
        ?? throw ApiException.NotFound("id", $"'{stream.FullName}' has no window '{window}'.", Known(stream.Windows.Select(w => w.Id)));

    public static ReferenceDeclaration RequireReference(this FeedCatalogue catalogue, string feed, string name) =>
        catalogue.Require(feed) is var found && found.References.FirstOrDefault(r => r.Name == name) is { } reference ? reference
            : throw ApiException.NotFound("name", $"The feed '{feed}' has no reference data '{name}'.", Known(found.References.Select(r => r.Name)));

    private static string Known(IEnumerable<string> names) =>
        names.ToList() is { Count: > 0 } list ? $"Use one of: {string.Join(", ", list)}." : "There are none.";
}
