using System.Globalization;

namespace Traffic.Tests.System.Roads;

/// <summary>The independently computed figures beside the road data.</summary>
internal static class GroundTruth
{
    public const string MetrLa = "metr_la_speed_2012-03-01_04.csv.gz";
    public const string Pems = "pems_lane_flow_2016-01_02.csv.gz";
    public const int MetrLaReadings = 238_464;
    public const int PemsRows = 7_776;
    public const double KilometresPerMile = 1.609344;

    public static string File(string name) => Repository.SharedFile("data", "roads", name);

    /// <summary>Count, mean, min and max (km/h) by sensor and local day.</summary>
    public static Dictionary<(string Sensor, string Date), SensorDay> MetrLaDays() =>
        Rows("metr_la_speed_2012-03-01_04_sensor_day.csv").ToDictionary(
            c => (c[0], c[1]),
            c => new SensorDay(int.Parse(c[2], CultureInfo.InvariantCulture), Speed(c[3]), Speed(c[4]), Speed(c[5])));

    /// <summary>Rows and vehicles by local day.</summary>
    public static Dictionary<string, (int Rows, long Flow)> PemsDays() =>
        Rows("pems_lane_flow_2016-01_02_day.csv").ToDictionary(
            c => c[0], c => (int.Parse(c[1], CultureInfo.InvariantCulture), long.Parse(c[2], CultureInfo.InvariantCulture)));

    private static double Speed(string mph) => double.Parse(mph, CultureInfo.InvariantCulture) * KilometresPerMile;

    private static IEnumerable<string[]> Rows(string file) =>
        global::System.IO.File.ReadLines(Repository.SharedFile("data", "roads", "ground_truth", file)).Skip(1).Select(l => l.Split(','));
}
