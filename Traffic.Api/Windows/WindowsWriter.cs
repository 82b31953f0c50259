using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Traffic.Api.Http;
using Traffic.Streaming.Windows;

namespace Traffic.Api.Windows;

/// <summary>Writes buckets as <c>{"items":[…],"cursor":…}</c> up to the limit of the page.</summary>
internal sealed class WindowsWriter : IDisposable
{
    private const string LocalTime = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF";
    private const double FullShare = 100;

    private readonly Utf8JsonWriter _json;
    private readonly int _covered;
    private int _written;
    private long _lastBucket;
    private GroupValue[] _lastGroup = [];
    private WindowsCursor? _cursor;

    public WindowsWriter(IBufferWriter<byte> output, WindowSchema schema)
    {
        _covered = schema.Columns.ToList().FindIndex(c => c.Aggregate == "covered");
        _json = new Utf8JsonWriter(output, JsonBody.Options);
        _json.WriteStartObject();
        _json.WriteStartArray("items");
    }

    /// <summary>Writes the groups of the bucket that the page before has not given yet.</summary>
    /// <returns>False when the page is full.</returns>
    public bool TryWrite(WindowsQuery query, WindowBuckets buckets)
    {
        if (buckets.IsEmpty)
        {
            return true;
        }

        var (start, end) = (Local(buckets.Current.Start, query.Zone), Local(buckets.Current.End, query.Zone));
        GroupValue[]? last = query.Cursor is { } cursor && cursor.Bucket == buckets.Current.Start ? [.. cursor.Group] : null;
        foreach (var (key, window) in buckets.Groups())
        {
            if (last is not null && GroupKey.Comparer.Compare(key, last) <= 0)
            {
                continue;
            }

            if (_written == query.Limit)
            {
                _cursor = new WindowsCursor(query.Fingerprint, query.From, query.To, _lastBucket, _lastGroup);
                return false;
            }

            Write(query, buckets.Current, start, end, key, window);
            (_lastBucket, _lastGroup) = (buckets.Current.Start, key);
            _written++;
        }

        return true;
    }

    public void Complete()
    {
        _json.WriteEndArray();
        _json.WriteString("cursor", _cursor?.ToString());
        _json.WriteEndObject();
        _json.Flush();
    }

    public void Dispose() => _json.Dispose();

    private void Write(WindowsQuery query, Bucket bucket, string start, string end, GroupValue[] key, MergedWindow window)
    {
        _json.WriteStartObject();
        _json.WriteString("window_start", start);
        _json.WriteString("window_end", end);
        for (var i = 0; i < key.Length; i++)
        {
            key[i].Write(_json, query.Group[i]);
        }

        window.Total.WriteColumns(_json, readableOnly: true);
        _json.WriteString("status", window.Status);
        _json.WriteBoolean("open", window.Open);
        if (_covered >= 0)
        {
            _json.WriteNumber("completeness", Completeness(query, bucket, window.Total));
        }

        _json.WriteEndObject();
    }

    /// <summary>Share of the bucket that observations cover, in percent; of a bucket at the edge of the range, of the part inside.</summary>
    private double Completeness(WindowsQuery query, Bucket bucket, Accumulator total)
    {
        var size = query.Window.Size.ToMicros();
        var start = Math.Max(bucket.Start, -(-query.From / size) * size);
        var end = query.To > bucket.End ? bucket.End : bucket.Start + ((query.To - bucket.Start + size - 1) / size * size);
        var seconds = total.IsNull(_covered) ? 0 : total.GetLong(_covered);
        return Math.Round(Math.Min(FullShare, FullShare * seconds * ZoneClock.MicrosPerSecond / (end - start)), 3);
    }

    private static string Local(long micros, TimeZoneInfo zone)
    {
        var offset = zone.OffsetAt(micros);
        var text = (ZoneClock.ToUtc(micros) + offset).ToString(LocalTime, CultureInfo.InvariantCulture);
        return zone == TimeZoneInfo.Utc
            ? text + "Z"
            : $"{text}{(offset < TimeSpan.Zero ? '-' : '+')}{offset.Duration():hh\\:mm}";
    }
}
