using Traffic.Api.Http;
using Traffic.Streaming.Declarations;

namespace Traffic.Api.Windows;

/// <summary>Which bucket of local time a window falls into. Local days have 23, 24 or 25 hours, weeks start on Monday.</summary>
internal sealed class BucketCalendar
{
    private static readonly (string Name, Granularity Granularity, TimeSpan Unit)[] Units =
    [
        ("minute", Granularity.Minute, TimeSpan.FromMinutes(1)),
        ("hour", Granularity.Hour, TimeSpan.FromHours(1)),
        ("day", Granularity.Day, TimeSpan.FromDays(1)),
        ("week", Granularity.Week, TimeSpan.FromDays(1)),
        ("month", Granularity.Month, TimeSpan.FromDays(1)),
    ];

    private readonly Granularity _granularity;
    private readonly TimeZoneInfo _zone;
    private readonly long _unit;

    private BucketCalendar(Granularity granularity, TimeZoneInfo zone, TimeSpan unit) =>
        (_granularity, _zone, _unit) = (granularity, zone, unit.ToMicros());

    /// <summary>Whether buckets are the windows themselves.</summary>
    public bool IsWindow => _granularity == Granularity.Window;

    /// <param name="name">Word of the query; null: the windows themselves.</param>
    /// <param name="from">First instant that is asked for; offsets of the zone before it don't matter. <paramref name="to"/> likewise.</param>
    /// <exception cref="ApiException">Buckets would cut windows.</exception>
    public static BucketCalendar Create(string? name, WindowDeclaration window, TimeZoneInfo zone, long from, long to)
    {
        if (name is null)
        {
            return new(Granularity.Window, zone, window.Size);
        }

        var offsets = zone.OffsetsBetween(from, to);
        var possible = Units.Where(u => Fits(u, window.Size, offsets)).ToList();
        var index = possible.FindIndex(u => u.Name == name);
        if (index < 0)
        {
            var words = possible.Count > 0 ? string.Join(", ", possible.Select(u => u.Name)) : "none";
            throw ApiException.BadQuery("granularity",
                $"granularity '{name}' can't be made of windows of {Text(window.Size)} in {zone.Id}.",
                $"Possible here: {words}; leave granularity out for the windows as they are{(zone.BaseUtcOffset == TimeSpan.Zero ? "" : ", or use tz=UTC")}.");
        }

        return new(possible[index].Granularity, zone, possible[index].Unit);
    }

    public Bucket Containing(long micros)
    {
        if (_granularity <= Granularity.Hour)
        {
            var offset = _granularity == Granularity.Window ? 0 : _zone.OffsetAt(micros).ToMicros();
            var start = micros - Modulo(micros + offset, _unit);
            return new(start, start + _unit);
        }

        var day = _zone.ToLocal(micros).Date;
        return _granularity switch
        {
            Granularity.Day => Between(day, day.AddDays(1)),
            Granularity.Week => Monday(day) is var monday ? Between(monday, monday.AddDays(7)) : default,
            _ => new DateTime(day.Year, day.Month, 1) is var first ? Between(first, first.AddMonths(1)) : default,
        };
    }

    private Bucket Between(DateTime start, DateTime end) =>
        new(ZoneClock.ToInstant(start, _zone).ToMicros(), ZoneClock.ToInstant(end, _zone).ToMicros());

    private static DateTime Monday(DateTime day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>
    /// Edges of buckets must be edges of windows, which are aligned in UTC; and where the zone changes by less than a unit, local
    /// minutes or hours would overlap.
    /// </summary>
    private static bool Fits((string Name, Granularity Granularity, TimeSpan Unit) unit, TimeSpan window, IReadOnlyCollection<TimeSpan> offsets) =>
        unit.Unit.Ticks % window.Ticks == 0
        && offsets.All(o => o.Ticks % window.Ticks == 0)
        && (unit.Granularity > Granularity.Hour || offsets.Select(o => Modulo(o.Ticks, unit.Unit.Ticks)).Distinct().Count() == 1);

    private static long Modulo(long value, long unit) => ((value % unit) + unit) % unit;

    private static string Text(TimeSpan size) => size.TotalSeconds switch
    {
        < 60 => $"{size.TotalSeconds:0} s",
        < 3600 => $"{size.TotalMinutes:0.##} min",
        < 86_400 => $"{size.TotalHours:0.##} h",
        _ => $"{size.TotalDays:0.##} d",
    };
}
