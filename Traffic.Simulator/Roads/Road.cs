using Traffic.Streaming.References;

namespace Traffic.Simulator.Roads;

/// <summary>A road as the reference data has it; names as raw records write them, with underscores.</summary>
/// <param name="Capacity">Vehicles that pass in five minutes at capacity, both directions together.</param>
internal sealed record Road(string Region, string Name, int CarLimit, int TruckLimit, int Lanes, bool TwoWay, int Capacity)
{
    public int Directions => TwoWay ? 2 : 1;

    public int TruckLanes => Math.Max(1, Lanes / 2);

    public static Road From(ReferenceRow row) => new(
        Text(row, "region"),
        Text(row, "road"),
        Number(row, "car_limit_kmh"),
        Number(row, "truck_limit_kmh"),
        Number(row, "lanes"),
        row.Values.GetProperty("two_way").GetBoolean(),
        Number(row, "capacity_5min"));

    private static string Text(ReferenceRow row, string field) => row.Text(field)!.Replace(' ', '_');

    private static int Number(ReferenceRow row, string field) => (int)row.Number(field)!.Value;
}
