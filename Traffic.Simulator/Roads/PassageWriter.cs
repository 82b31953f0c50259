using System.Buffers;
using System.Text.Json;

namespace Traffic.Simulator.Roads;

/// <summary>Writes passages of a road as its detectors would: local time without zone, underscores for spaces.</summary>
internal sealed class PassageWriter(Road road)
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private readonly JsonEncodedText _region = JsonEncodedText.Encode(road.Region);
    private readonly JsonEncodedText _road = JsonEncodedText.Encode(road.Name);

    public byte[] Write(in Passage passage)
    {
        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer);
        json.WriteStartObject();
        json.WriteString("id"u8, passage.Id);
        json.WriteString("region"u8, _region);
        json.WriteString("road"u8, _road);
        json.WriteNumber("direction"u8, passage.Direction);
        Span<char> timestamp = stackalloc char[19];
        RoadModel.Local(passage.Time / 1_000_000).TryFormat(timestamp, out _, "s");
        json.WriteString("timestamp"u8, timestamp);
        json.WriteString("vehicle_type"u8, passage.IsTruck ? "Truck"u8 : "Car"u8);
        json.WriteNumber("lane"u8, passage.Lane);
        json.WriteString("speeding"u8, passage.Speed > (passage.IsTruck ? road.TruckLimit : road.CarLimit) ? "sp"u8 : ""u8);
        json.WriteNumber("velocity"u8, passage.Speed);
        json.WriteEndObject();
        json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }
}
