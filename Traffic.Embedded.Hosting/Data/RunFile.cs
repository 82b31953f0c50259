using System.Buffers;
using System.Reflection;
using System.Text.Json;
using Traffic.Embedded.Hosting.Runtime;

namespace Traffic.Embedded.Hosting.Data;

/// <summary><c>run.json</c>: what runs where, for other programs. Replaced with every change, gone after an orderly stop.</summary>
internal sealed class RunFile(string folder, DateTimeOffset startedAt, IReadOnlyDictionary<string, string> urls, IReadOnlyDictionary<string, string> connectionStrings)
{
    public const string Name = "run.json";

    private readonly Lock _gate = new();

    public void Write(string state, IReadOnlyList<ResourceInstance> instances)
    {
        lock (_gate)
            PrivateFile.Write(Path.Combine(folder, Name), Serialize(state, instances));
    }

    public void Delete()
    {
        lock (_gate)
            File.Delete(Path.Combine(folder, Name));
    }

    private ReadOnlySpan<byte> Serialize(string state, IReadOnlyList<ResourceInstance> instances)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("version", Assembly.GetExecutingAssembly().GetName().Version!.ToString(3));
            json.WriteNumber("pid", Environment.ProcessId);
            json.WriteString("state", state);
            json.WriteString("startedAt", startedAt);
            json.WriteStartArray("resources");
            foreach (var instance in instances)
                ResourceJson.Write(json, instance);
            json.WriteEndArray();
            WriteMap(json, "urls", urls);
            WriteMap(json, "connectionStrings", connectionStrings);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }

    private static void WriteMap(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> map)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in map)
            json.WriteString(key, value);
        json.WriteEndObject();
    }
}
