using System.Text.Json;
using Traffic.Embedded.Hosting.Runtime;

namespace Traffic.Embedded.Hosting.Data;

/// <summary>One entry of <c>resources</c> in <c>run.json</c>.</summary>
internal static class ResourceJson
{
    public static void Write(Utf8JsonWriter json, ResourceInstance instance)
    {
        var status = instance.Status;
        json.WriteStartObject();
        json.WriteString("name", instance.Resource.Name);
        json.WriteNumber("replica", instance.Replica);
        if (status.Pid is { } pid)
            json.WriteNumber("pid", pid);
        json.WriteString("state", status.StateName);
        json.WriteNumber("restarts", status.Restarts);
        if (status.Detail is { } detail)
            json.WriteString("detail", detail);
        json.WriteStartArray("urls");
        foreach (var url in instance.Urls)
            json.WriteStringValue(url);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
