using System.Globalization;
using Traffic.Feeds;
using Traffic.Streaming.Declarations;

namespace Traffic.Tests.Unit.Streaming;

/// <summary>Raw records for tests.</summary>
internal static class Records
{
    public static StreamDeclaration Passages { get; } = FeedCatalogue.Default.Find("roads", "passages")!;

    public static StreamDeclaration Detectors { get; } = FeedCatalogue.Default.Find("roads", "detectors")!;

    /// <summary>A passage on Sheikh Zayed Road; <paramref name="id"/> fills up a UUID.</summary>
    public static string Passage(int id, string timestamp, double speed = 80, int lane = 1, string type = "car") =>
        string.Create(CultureInfo.InvariantCulture,
            $$"""{"id":"{{Id(id)}}","region":"Downtown_Dubai","road":"Sheikh_Zayed_Road","timestamp":"{{timestamp}}","vehicle_type":"{{type}}","lane":{{lane}},"speed_kmh":{{speed}}}""");

    public static string Detector(string detector, string timestamp, double speed, int intervalS = 300) =>
        string.Create(CultureInfo.InvariantCulture,
            $$"""{"detector_id":"{{detector}}","timestamp":"{{timestamp}}","interval_s":{{intervalS}},"speed_kmh":{{speed}}}""");

    public static string Id(int id) => $"00000000-0000-4000-8000-{id:d12}";
}
