using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Traffic.Embedded.Broker.Storage;

namespace Traffic.Embedded.Broker.Topics;

/// <summary>
/// All topics. A topic is a folder <c>topics/NAME</c> with <c>topic.json</c> and a folder per partition; it appears
/// and vanishes by one rename, and what is in <c>staging/</c> at the start was left half done.
/// </summary>
internal sealed partial class TopicStore : IStorageReport, IDisposable
{
    private const string RecordFile = "topic.json";
    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, Topic> _byName = [];
    private readonly ConcurrentDictionary<Guid, Topic> _byId = [];
    private readonly DataFolder _folder;
    private readonly TimeProvider _time;
    private readonly ILogger<TopicStore> _log;
    private readonly string _staging;
    private readonly string _cleanStop;

    public TopicStore(DataFolder folder, TimeProvider time, ILogger<TopicStore> log)
    {
        _folder = folder;
        _time = time;
        _log = log;
        _staging = Path.Combine(folder.Path, "staging");
        _cleanStop = Path.Combine(folder.Path, "clean-stop.json");
        Load();
    }

    /// <summary>Raised after a topic is gone.</summary>
    public event Action<Topic>? Deleted;

    public IEnumerable<Topic> All => _byName.Values;

    public int Count => _byName.Count;

    public Topic? Find(string name) => _byName.GetValueOrDefault(name);

    public Topic? Find(Guid id) => _byId.GetValueOrDefault(id);

    /// <summary>Creates a topic, or returns null when one of this name exists.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public Topic? Create(string name, int partitions, SortedDictionary<string, string> settings)
    {
        lock (_lock)
        {
            if (_byName.ContainsKey(name))
            {
                return null;
            }

            var record = new TopicRecord(name, Guid.NewGuid(), partitions, settings);
            var config = TopicSettings.ToLogConfig(settings);
            var staged = Path.Combine(_staging, record.Id.ToString("N"));
            Directory.CreateDirectory(staged);
            Write(staged, record);
            var folder = FolderOf(name);
            Directory.Move(staged, folder);

            // A folder with the record alone is a whole topic: partitions are created where they are missing.
            var topic = new Topic(record, [.. Enumerable.Range(0, partitions).Select(i => LogLoader.Create(PartitionFolder(folder, i), config, this))]);
            _byName[name] = topic;
            _byId[record.Id] = topic;
            return topic;
        }
    }

    public bool Delete(Topic topic)
    {
        lock (_lock)
        {
            if (!_byName.TryRemove(new(topic.Name, topic)))
            {
                return false;
            }

            _byId.TryRemove(topic.Id, out _);
            var staged = Path.Combine(_staging, topic.Id.ToString("N"));
            Directory.Move(FolderOf(topic.Name), staged);
            foreach (var partition in topic.Partitions)
            {
                partition.Dispose();
                partition.Waiters.Signal();
            }

            Directory.Delete(staged, recursive: true);
        }

        Deleted?.Invoke(topic);
        return true;
    }

    public void AddPartitions(Topic topic, int count)
    {
        lock (_lock)
        {
            var config = TopicSettings.ToLogConfig(topic.Settings);
            var added = new List<PartitionLog>();
            for (var i = topic.Partitions.Count; i < count; i++)
            {
                added.Add(LogLoader.Create(PartitionFolder(FolderOf(topic.Name), i), config, this));
            }

            var record = topic.Record with { Partitions = count };
            Write(FolderOf(topic.Name), record);
            topic.Change(record, added);
        }
    }

    public void ChangeSettings(Topic topic, SortedDictionary<string, string> settings)
    {
        lock (_lock)
        {
            var record = topic.Record with { Settings = settings };
            Write(FolderOf(topic.Name), record);
            topic.Change(record, []);
        }
    }

    /// <summary>
    /// Orderly stop: leaves everything so that the next start need not read the logs. What the disk does not take in
    /// time stays in the page cache, where acknowledged records are anyway; a log that lost some of it is read again.
    /// </summary>
    public void Close()
    {
        var started = _time.GetTimestamp();
        var ends = new ConcurrentDictionary<string, CleanEnd>();
        Parallel.ForEach(_byName.Values, topic =>
        {
            for (var i = 0; i < topic.Partitions.Count; i++)
            {
                ends[Key(topic.Name, i)] = topic.Partitions[i].Close();
            }
        });
        Parallel.ForEach(_byName.Values.SelectMany(t => t.Partitions), partition =>
        {
            if (_time.GetElapsedTime(started) < FlushTime)
            {
                partition.Flush();
            }
        });
        DurableFile.Replace(_cleanStop, JsonSerializer.SerializeToUtf8Bytes(new CleanStop(new(ends)), TopicJson.Default.CleanStop));
    }

    public void Dispose()
    {
        foreach (var partition in _byName.Values.SelectMany(t => t.Partitions))
        {
            partition.Dispose();
        }
    }

    private void Load()
    {
        if (Directory.Exists(_staging))
        {
            Directory.Delete(_staging, recursive: true);
        }

        Directory.CreateDirectory(_staging);
        var ends = new Dictionary<string, CleanEnd>();
        if (File.Exists(_cleanStop))
        {
            ends = JsonSerializer.Deserialize(File.ReadAllBytes(_cleanStop), TopicJson.Default.CleanStop)!.Ends;

            // From here on only a new orderly stop makes it true again.
            File.Delete(_cleanStop);
        }

        Parallel.ForEach(Directory.EnumerateDirectories(_folder.Topics), folder => Load(folder, ends));
    }

    private void Load(string folder, Dictionary<string, CleanEnd> ends)
    {
        var path = Path.Combine(folder, RecordFile);
        TopicRecord record;
        try
        {
            record = JsonSerializer.Deserialize(File.ReadAllBytes(path), TopicJson.Default.TopicRecord)!;
        }
        catch (Exception problem) when (problem is IOException or JsonException)
        {
            throw new SettingException($"{path} can't be read ({problem.Message}): restore it, or move the folder away to go on without the topic");
        }

        var config = TopicSettings.ToLogConfig(record.Settings);
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        var partitions = new PartitionLog[record.Partitions];
        for (var i = 0; i < partitions.Length; i++)
        {
            var partition = PartitionFolder(folder, i);
            Directory.CreateDirectory(partition);
            partitions[i] = (ends.TryGetValue(Key(record.Name, i), out var end) ? LogLoader.OpenClean(partition, config, end, this) : null)
                ?? LogLoader.Recover(partition, config, now, this);
        }

        var topic = new Topic(record, partitions);
        _byName[record.Name] = topic;
        _byId[record.Id] = topic;
    }

    private static void Write(string folder, TopicRecord record) =>
        DurableFile.Replace(Path.Combine(folder, RecordFile), JsonSerializer.SerializeToUtf8Bytes(record, TopicJson.Default.TopicRecord));

    private string FolderOf(string topic) => Path.Combine(_folder.Topics, topic);

    private static string PartitionFolder(string topicFolder, int index) => Path.Combine(topicFolder, index.ToString(CultureInfo.InvariantCulture));

    private static string Key(string topic, int partition) => string.Create(CultureInfo.InvariantCulture, $"{topic}/{partition}");

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File}: the last {Bytes} bytes, from position {Position} on, are no whole batch and cut off")]
    public partial void TailCut(string file, long position, long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "{File}: {Bytes} bytes at position {Position} are damaged; the records in them can't be read")]
    public partial void Damaged(string file, long position, long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "{File} can't be flushed to the disk: {Problem}")]
    public partial void NotFlushed(string file, string problem);
}
