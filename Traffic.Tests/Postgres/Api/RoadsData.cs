using Microsoft.Extensions.DependencyInjection;
using Traffic.Api.Windows;
using Traffic.Streaming.Processing;
using Traffic.Tests.Unit.Streaming;

namespace Traffic.Tests.Postgres.Api;

/// <summary>One hour of one detector.</summary>
public sealed record Reading(string Run, string Detector, DateTimeOffset Time, double Speed);

/// <summary>
/// The API over a database with detectors of 2012 in two runs (the days around both changes of the clock in California) and live
/// passages of 1 March 2026, on a known road, on an unknown one, and a few of the known road in the topic of unknown ones.
/// </summary>
public sealed class RoadsData(EmbeddedPostgres postgres) : IAsyncLifetime
{
    public const string KnownRoad = "Sheikh Zayed Road";
    public const string OtherRoad = "Umm Suqeim Road";

    private ApiDatabase? _database;

    public IReadOnlyList<Reading> Readings { get; } =
    [
        .. Hours("spring", "d1", "2012-03-10T08:00:00Z", 72), .. Hours("spring", "d2", "2012-03-10T08:00:00Z", 72),
        .. Hours("autumn", "d1", "2012-11-03T07:00:00Z", 72),
        // The same hours again in another run: what people call the history of a detector is all of it.
        .. Hours("autumn", "d2", "2012-03-10T08:00:00Z", 5),
    ];

    /// <summary>Known road: 3 cars and 2 trucks at 12:00, 1 car at 12:02, 1 car from the other topic at 12:00.</summary>
    public IReadOnlyList<(string Minute, string Road, int Direction, int Lane, string Type, double Speed, bool Other)> Passages { get; } =
    [
        ("12:00:01", KnownRoad, 0, 1, "car", 90, false), ("12:00:02", KnownRoad, 0, 1, "car", 110, false), ("12:00:03", KnownRoad, 0, 2, "car", 120, false),
        ("12:00:04", KnownRoad, 0, 1, "truck", 70, false), ("12:00:05", KnownRoad, 0, 2, "truck", 85, false), ("12:00:06", KnownRoad, 0, 1, "car", 60, true),
        ("12:02:00", KnownRoad, 0, 1, "car", 100, false), ("12:00:10", OtherRoad, 0, 1, "car", 50, true), ("12:01:00", OtherRoad, 1, 2, "car", 55, true),
    ];

    internal ApiServer Api { get; private set; } = null!;

    internal FixedWatermarks Watermarks { get; } = [];

    internal ApiDatabase Database => _database!;

    public async ValueTask InitializeAsync()
    {
        _database = await ApiDatabase.CreateAsync(postgres, nameof(RoadsData));
        await StoreDetectorsAsync();
        await StorePassagesAsync();
        Watermarks.Set("live", "2026-03-01T12:01:55Z");
        Watermarks.Set("live@other", "2026-03-01T12:00:55Z");
        Api = await ApiServer.StartAsync(_database.ConnectionString, "127.0.0.1:1", replace: s => s.AddSingleton<IWatermarks>(Watermarks));
    }

    public async ValueTask DisposeAsync()
    {
        if (Api is not null)
        {
            await Api.DisposeAsync();
            await _database!.DisposeAsync();
        }
    }

    private static IEnumerable<Reading> Hours(string run, string detector, string first, int count) =>
        Enumerable.Range(0, count).Select(hour =>
            new Reading(run, detector, DateTimeOffset.Parse(first, null).AddHours(hour), 40 + (hour * 7 % 50) + (detector == "d2" ? 0.5 : 0) + (run == "autumn" ? 3 : 0)));

    private async Task StoreDetectorsAsync()
    {
        var driver = new TestDriver(Records.Detectors);
        foreach (var run in Readings.GroupBy(r => r.Run))
        {
            foreach (var reading in run.OrderBy(r => r.Time))
            {
                driver.Append(
                    Records.Detector(reading.Detector, $"{reading.Time:yyyy-MM-ddTHH:mm:ssZ}", reading.Speed, intervalS: 1800), new RecordHeaders(Run: run.Key));
            }

            driver.AppendControl(ControlKind.End, run.Key);
        }

        await _database!.StoreAsync(Records.Detectors, driver.Run());
    }

    private async Task StorePassagesAsync()
    {
        foreach (var topic in Passages.Index().GroupBy(p => p.Item.Other))
        {
            var driver = new TestDriver(Records.Passages, topic.Key ? Records.Passages.SharedRawTopic : null, now: "2026-03-01T12:10:00Z");
            driver.Append(topic.Select(p => Passage(p.Index, p.Item.Minute, p.Item.Road, p.Item.Direction, p.Item.Lane, p.Item.Type, p.Item.Speed)));
            await _database!.StoreAsync(Records.Passages, driver.Run());
        }
    }

    private static string Passage(int id, string minute, string road, int direction, int lane, string type, double speed) =>
        FormattableString.Invariant($$"""
            {"id":"{{Records.Id(id)}}","region":"{{(road == KnownRoad ? "Downtown Dubai" : "Al Barsha")}}","road":"{{road}}","direction":{{direction}},
            "timestamp":"2026-03-01T{{minute}}Z","vehicle_type":"{{type}}","lane":{{lane}},"speed_kmh":{{speed}}}
            """);
}
