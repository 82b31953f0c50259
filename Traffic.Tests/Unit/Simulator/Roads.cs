using System.Text.Json;
using Traffic.Simulator.Roads;
using Traffic.Streaming.References;

namespace Traffic.Tests.Unit.Simulator;

/// <summary>Roads for tests.</summary>
internal static class Roads
{
    public const string Small = "roads.passages.raw.A-Small_Road";
    public const string Large = "roads.passages.raw.A-Large_Road";

    public static readonly Road OneLane = new("A", "Small_Road", 90, 70, 1, false, 3000);

    public static RoadCatalogue Catalogue(params (string Name, int Lanes, bool TwoWay, int Capacity)[] roads)
    {
        var catalogue = new RoadCatalogue();
        Update(catalogue, roads);
        return catalogue;
    }

    public static void Update(RoadCatalogue catalogue, params (string Name, int Lanes, bool TwoWay, int Capacity)[] roads) =>
        catalogue.Update(new ReferenceTable("metadata", "1", roads.Select(r => new ReferenceRow($"A|{r.Name}", JsonSerializer.SerializeToElement(new
        {
            region = "A",
            road = r.Name,
            car_limit_kmh = 90,
            truck_limit_kmh = 70,
            lanes = r.Lanes,
            two_way = r.TwoWay,
            capacity_5min = r.Capacity,
        })))));
}
