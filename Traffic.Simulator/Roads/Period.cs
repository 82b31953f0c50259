namespace Traffic.Simulator.Roads;

/// <summary>The parts of a day by local time: night 22–06, rush 07–09 and 17–19, day in between.</summary>
internal enum Period
{
    Night,
    Rush,
    Day,
}

internal static class Periods
{
    public static Period At(DateTime local) => local.Hour switch
    {
        < 6 or >= 22 => Period.Night,
        7 or 8 or 17 or 18 => Period.Rush,
        _ => Period.Day,
    };

    /// <summary>Share of the capacity that is used.</summary>
    public static double Load(this Period period) => period switch
    {
        Period.Night => 0.5,
        Period.Rush => 1.2,
        _ => 1,
    };

    public static bool IsWeekend(DateTime local) => local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
