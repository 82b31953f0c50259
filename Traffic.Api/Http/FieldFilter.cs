using System.Globalization;
using Npgsql;
using Traffic.Feeds.Sql;
using Traffic.Streaming.Declarations;

namespace Traffic.Api.Http;

/// <summary>Keeps what has one of some values in a field.</summary>
/// <param name="Field">A declared field.</param>
/// <param name="Texts">The values as given.</param>
/// <param name="Values">The same as a typed array, ready to be a parameter of a statement.</param>
internal sealed record FieldFilter(Field Field, IReadOnlyList<string> Texts, Array Values)
{
    /// <summary>The filters that a query sets on some fields.</summary>
    public static IReadOnlyList<FieldFilter> Read(Query query, IEnumerable<Field> fields) =>
        [.. fields.Where(f => query.Has(f.Name)).Select(f => Of(f, query.Values(f.Name)))];

    /// <summary>Adds the condition to a statement.</summary>
    public string Bind(NpgsqlCommand command)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = Values });
        return $"{SqlText.Quote(Field.Name)} = any(${command.Parameters.Count})";
    }

    private static FieldFilter Of(Field field, IReadOnlyList<string> texts) => texts.Count > 0
        ? new(field, texts, Parse(field, texts))
        : throw ApiException.BadQuery(field.Name, $"'{field.Name}' has no value.", "Give one or more values, or leave it out.");

    private static Array Parse(Field field, IReadOnlyList<string> texts) => field.Type switch
    {
        FieldType.String => texts.ToArray(),
        FieldType.Double => Each(field, texts, t => (double.TryParse(t, CultureInfo.InvariantCulture, out var v), v), "a number"),
        FieldType.Bool => Each(field, texts, t => (bool.TryParse(t, out var v), v), "true or false"),
        FieldType.Uuid => Each(field, texts, t => (Guid.TryParse(t, out var v), v), "a UUID"),
        FieldType.Timestamp => Each(field, texts, t => (IsoInstant.TryParse(t, TimeZoneInfo.Utc, out var v), v.UtcDateTime), "an ISO-8601 time"),
        _ => Each(field, texts, t => (long.TryParse(t, CultureInfo.InvariantCulture, out var v), v), "an integer"),
    };

    private static T[] Each<T>(Field field, IReadOnlyList<string> texts, Func<string, (bool Good, T Value)> parse, string what) =>
        [.. texts.Select(text => parse(text) is (true, var value)
            ? value
            : throw ApiException.BadQuery(field.Name, $"'{field.Name}' is '{text}'.", $"Give {what}."))];
}
