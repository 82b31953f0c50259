using System.Text.Json;
using System.Text.Json.Serialization;

namespace Traffic.Embedded.Broker.Storage;

/// <summary>
/// The folder of a broker: <c>meta.json</c> (format version and cluster id), <c>topics/</c>, and while a broker runs
/// on it a lock, so that no second one does.
/// </summary>
internal sealed partial class DataFolder : IDisposable
{
    private const int FormatVersion = 1;

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream @lock, string clusterId)
    {
        Path = path;
        _lock = @lock;
        ClusterId = clusterId;
    }

    public string Path { get; }

    public string ClusterId { get; }

    public string Topics => System.IO.Path.Combine(Path, "topics");

    /// <exception cref="SettingException">The folder can't be used; the message says why and what to do.</exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        FileStream @lock;
        try
        {
            Directory.CreateDirectory(System.IO.Path.Combine(path, "topics"));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"the data folder {path} can't be written ({problem.Message}): give another one with --Kafka:Data");
        }

        try
        {
            @lock = new FileStream(System.IO.Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new SettingException($"another broker uses the data folder {path}: stop it or give another folder with --Kafka:Data");
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new SettingException($"the data folder {path} can't be written ({problem.Message}): give another one with --Kafka:Data");
        }

        var meta = ReadOrCreateMeta(System.IO.Path.Combine(path, "meta.json"));
        return meta.Version == FormatVersion
            ? new DataFolder(path, @lock, meta.ClusterId)
            : throw new SettingException($"the data folder {path} has format {meta.Version}, this broker reads format {FormatVersion}: give another folder with --Kafka:Data");
    }

    public void Dispose() => _lock.Dispose();

    private static Meta ReadOrCreateMeta(string path)
    {
        try
        {
            if (File.Exists(path))
            {
                return JsonSerializer.Deserialize(File.ReadAllBytes(path), MetaJson.Default.Meta)!;
            }

            var meta = new Meta(FormatVersion, Convert.ToBase64String(Guid.NewGuid().ToByteArray())[..22].Replace('+', '-').Replace('/', '_'));
            DurableFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(meta, MetaJson.Default.Meta));
            return meta;
        }
        catch (JsonException problem)
        {
            throw new SettingException($"{path} is damaged ({problem.Message}): restore it or give another folder with --Kafka:Data");
        }
    }

    private sealed record Meta(int Version, string ClusterId);

    [JsonSerializable(typeof(Meta))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    private sealed partial class MetaJson : JsonSerializerContext;
}
