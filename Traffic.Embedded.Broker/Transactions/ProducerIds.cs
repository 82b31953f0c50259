using System.Globalization;
using System.Text;
using Traffic.Embedded.Broker.Storage;

namespace Traffic.Embedded.Broker.Transactions;

/// <summary>Hands out producer ids, none twice: blocks of them are reserved in a file before the first is used.</summary>
internal sealed class ProducerIds
{
    private const long BlockSize = 1000;

    private readonly Lock _lock = new();
    private readonly string _path;
    private long _next;
    private long _reserved;

    public ProducerIds(DataFolder folder)
    {
        _path = Path.Combine(folder.Path, "producer-ids");
        if (File.Exists(_path))
        {
            _next = long.TryParse(File.ReadAllText(_path), CultureInfo.InvariantCulture, out var next)
                ? next
                : throw new SettingException($"{_path} is damaged: write a number into it that is larger than every producer id used so far");
        }

        _reserved = _next;
    }

    public long Next()
    {
        lock (_lock)
        {
            if (_next == _reserved)
            {
                DurableFile.Replace(_path, Encoding.ASCII.GetBytes((_reserved + BlockSize).ToString(CultureInfo.InvariantCulture)));
                _reserved += BlockSize;
            }

            return _next++;
        }
    }
}
