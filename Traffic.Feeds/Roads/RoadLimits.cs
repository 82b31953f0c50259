using System.Text;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.References;

namespace Traffic.Feeds.Roads;

/// <summary>Looks the road up: rejects lanes it does not have, fills the limit for the vehicle type and whether it was exceeded.</summary>
internal sealed class RoadLimits : IDerivation
{
    public void Apply(RecordBatch batch, ReferenceTables references)
    {
        var roads = references[RoadsFeed.MetadataName];
        var (region, road, type) = (batch.Text("region"), batch.Text("road"), batch.Text("vehicle_type"));
        var (lane, speed) = (batch.Long("lane"), batch.Double("speed_kmh"));
        var (limit, speeding) = (batch.Double("limit_kmh"), batch.Bool("speeding"));
        Span<char> key = stackalloc char[512];
        for (var row = 0; row < batch.Count; row++)
        {
            if (batch.RejectionOf(row) is not null)
            {
                continue;
            }

            // Both names are at most 100 characters, each at most two UTF-16 units, so the key always fits.
            var length = Encoding.UTF8.GetChars(region[row], key);
            key[length++] = '|';
            length += Encoding.UTF8.GetChars(road[row], key[length..]);
            if (roads.Find(key[..length]) is not { } metadata)
            {
                continue;
            }

            if (metadata.Number("lanes") is { } lanes && lane[row] > lanes)
            {
                batch.Reject(row, new(Reasons.OutOfRange, "lane", $"lane {lane[row]} of a road with {lanes} lanes"));
                continue;
            }

            var allowed = metadata.Number(type[row].SequenceEqual("truck"u8) ? "truck_limit_kmh" : "car_limit_kmh");
            limit.Set(row, allowed);
            speeding.Set(row, allowed is { } value ? speed[row] > value : null);
        }
    }
}
