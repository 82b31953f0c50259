using System.Globalization;

namespace Traffic.Api.Http;

/// <summary>Reads query parameters; what can't be read is an error that names the parameter, the value and the fix.</summary>
internal sealed class Query(IQueryCollection query)
{
    public static Query Of(HttpRequest request) => new(request.Query);

    /// <summary>Refuses parameters that would otherwise be ignored in silence.</summary>
    public void Allow(params IEnumerable<string> names)
    {
        var allowed = names.ToHashSet(StringComparer.Ordinal);
        foreach (var name in query.Keys.Where(name => !allowed.Contains(name)))
        {
            throw ApiException.BadQuery(name, $"There is no parameter '{name}' here.", $"Use one of: {string.Join(", ", allowed.Order(StringComparer.Ordinal))}.");
        }
    }

    public bool Has(string name) => query.ContainsKey(name);

    /// <summary>A single value; null where absent or empty.</summary>
    public string? Text(string name) => query[name] switch
    {
        { Count: 0 } => null,
        { Count: 1 } one => string.IsNullOrEmpty(one[0]) ? null : one[0],
        var many => throw ApiException.BadQuery(name, $"'{name}' is given {many.Count} times.", "Give it once."),
    };

    /// <summary>Repeated or comma-separated values.</summary>
    public IReadOnlyList<string> Values(string name) =>
        [.. query[name].SelectMany(v => (v ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal)];

    public int? Integer(string name, int min, int max)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw ApiException.BadQuery(name, $"'{name}' is '{text}'.", $"Give an integer from {min} to {max}.");
    }

    public bool Flag(string name) => Text(name)?.ToLowerInvariant() switch
    {
        null => Has(name),
        "true" or "1" => true,
        "false" or "0" => false,
        var text => throw ApiException.BadQuery(name, $"'{name}' is '{text}'.", "Give true or false."),
    };

    /// <summary>One of some words; null where absent.</summary>
    public string? OneOf(string name, params ReadOnlySpan<string> words) =>
        Text(name) is not { } text || words.Contains(text)
            ? Text(name)
            : throw ApiException.BadQuery(name, $"'{name}' is '{text}'.", $"Give one of: {string.Join(", ", words)}.");

    /// <summary>An ISO-8601 instant; without an offset it is local time of <paramref name="zone"/>.</summary>
    public DateTimeOffset? Instant(string name, TimeZoneInfo zone) => Text(name) is not { } text ? null
        : IsoInstant.TryParse(text, zone, out var instant) ? instant
        : throw ApiException.BadQuery(name, $"'{name}' is '{text}', which is no ISO-8601 time.", "Give for example 2012-03-01T00:00:00Z.");

    /// <summary>An IANA zone; UTC where absent.</summary>
    public TimeZoneInfo Zone(string name)
    {
        if (Text(name) is not { } text)
        {
            return TimeZoneInfo.Utc;
        }

        // Windows names are refused on every platform, so that an address works everywhere.
        return (text == "UTC" || text.Contains('/', StringComparison.Ordinal)) && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone)
            ? zone
            : throw ApiException.BadQuery(name, $"There is no time zone '{text}'.", "Give a name of the IANA database, for example America/Los_Angeles.");
    }
}
