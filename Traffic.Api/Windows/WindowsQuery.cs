using Traffic.Api.Http;
using Traffic.Streaming.Declarations;

namespace Traffic.Api.Windows;

/// <summary>What a call of the windows endpoint asks for.</summary>
internal sealed record WindowsQuery
{
    public const int DefaultLimit = 10_000;
    public const int MaxLimit = 50_000;
    public const int MaxLast = 10_000;

    private static readonly string[] Names = ["from", "to", "last", "order", "granularity", "tz", "group", "run", "limit", "cursor"];

    public required StreamDeclaration Stream { get; init; }
    public required WindowDeclaration Window { get; init; }

    /// <summary>Start of the first window, µs since the epoch; inclusive.</summary>
    public required long From { get; init; }

    /// <summary>Exclusive.</summary>
    public required long To { get; init; }

    /// <summary>Newest buckets that hold data, instead of all of the range.</summary>
    public int? Last { get; init; }

    public required bool Descending { get; init; }
    public required BucketCalendar Calendar { get; init; }
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Grouping fields of the answer, in the window's order.</summary>
    public required IReadOnlyList<Field> Group { get; init; }

    public required IReadOnlyList<FieldFilter> Filters { get; init; }

    /// <summary>Runs to take windows of; empty: all.</summary>
    public required IReadOnlyList<string> Runs { get; init; }

    public required int Limit { get; init; }

    public WindowsCursor? Cursor { get; init; }

    /// <summary>Identifies the query a cursor belongs to.</summary>
    public required string Fingerprint { get; init; }

    public static WindowsQuery Read(StreamDeclaration stream, WindowDeclaration window, HttpRequest request)
    {
        var query = Query.Of(request);
        query.Allow([.. Names, .. window.GroupBy]);
        var zone = query.Zone("tz");
        var from = query.Instant("from", zone)?.ToMicros() ?? 0;
        var to = query.Instant("to", zone)?.ToMicros() ?? long.MaxValue;
        if (from >= to)
        {
            throw ApiException.BadQuery("to", "'to' is not after 'from'.", "Ranges are [from, to): give a later 'to'.");
        }

        var fingerprint = Fingerprints.Of(request, except: ["limit", "cursor"]);
        var cursor = WindowsCursor.Read(query.Text("cursor"), fingerprint);
        return new WindowsQuery
        {
            Stream = stream,
            Window = window,
            From = cursor?.From ?? from,
            To = cursor?.To ?? to,
            Last = cursor is null ? query.Integer("last", 1, MaxLast) : null,
            Descending = query.OneOf("order", "asc", "desc") == "desc",
            Calendar = BucketCalendar.Create(query.Text("granularity"), window, zone, from, to),
            Zone = zone,
            Group = GroupOf(stream, window, query),
            Filters = FieldFilter.Read(query, window.GroupBy.Select(stream.Field)),
            Runs = query.Values("run"),
            Limit = query.Integer("limit", 1, MaxLimit) ?? DefaultLimit,
            Cursor = cursor,
            Fingerprint = fingerprint,
        };
    }

    private static List<Field> GroupOf(StreamDeclaration stream, WindowDeclaration window, Query query)
    {
        if (!query.Has("group"))
        {
            return [.. window.GroupBy.Select(stream.Field)];
        }

        var asked = query.Values("group");
        if (asked.FirstOrDefault(name => !window.GroupBy.Contains(name)) is { } unknown)
        {
            throw ApiException.BadQuery("group", $"'{unknown}' is not a grouping field of {stream.FullName} {window.Id}.",
                $"Group by any of: {string.Join(", ", window.GroupBy)}; 'group=' gives the total.");
        }

        return [.. window.GroupBy.Where(asked.Contains).Select(stream.Field)];
    }
}
