using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Deduplication;
using Traffic.Streaming.EventTime;
using Traffic.Streaming.Json;
using Traffic.Streaming.Keys;
using Traffic.Streaming.Lanes;
using Traffic.Streaming.References;

namespace Traffic.Streaming.Processing;

/// <summary>
/// Parses raw records and judges them one by one in offset order: repeated → parse, fields, derivations → partition → from the
/// future → late. The verdict depends on the record, its append time and the lane's clock alone.
/// </summary>
internal sealed class RecordJudge
{
    /// <summary>How far clocks of sources may be ahead, µs.</summary>
    private const long MaxAhead = 60_000_000;

    /// <summary>Marks the rows of control records, which no derivation may touch.</summary>
    private static readonly Rejection NoRecord = new("control", null, null);

    private readonly RecordBatch _batch;
    private readonly RecordDecoder _decoder;
    private readonly RecordKey _key;
    private readonly RecordIdentity _identity;
    private readonly ValueColumn<long> _eventTime;
    private readonly int _partition;
    private readonly int _partitionCount;

    public RecordJudge(RecordBatch batch, string topic, int partition, int partitionCount)
    {
        _batch = batch;
        _decoder = new RecordDecoder(batch, topic, partition);
        _key = new RecordKey(batch.Stream, batch);
        _identity = new RecordIdentity(batch);
        _eventTime = batch.Long(batch.Stream.EventTime);
        _partition = partition;
        _partitionCount = partitionCount;
    }

    /// <summary>Fills the batch: a row per record, an empty one for control records.</summary>
    public void Parse(RawBatch raw, ReferenceTables references)
    {
        _batch.Clear();
        for (var row = 0; row < raw.Count; row++)
        {
            if (raw.HeadersOf(row).Control == ControlKind.None)
            {
                _decoder.Decode(raw[row]);
            }
            else
            {
                _batch.Reject(_batch.AppendRow(), NoRecord);
            }
        }

        foreach (var derivation in _batch.Stream.Derivations)
        {
            derivation.Apply(_batch, references);
        }
    }

    public Verdict Judge(RawBatch raw, int row, LaneClock clock)
    {
        ref readonly var headers = ref raw.HeadersOf(row);

        // A forwarded record comes after others of higher numbers; its number was taken where it first arrived.
        if (!headers.Rekeyed && !clock.TryTake(headers.Sequence))
        {
            return Verdict.Repeated;
        }

        if (_batch.RejectionOf(row) is not null)
        {
            return Verdict.Rejected;
        }

        if (!headers.Rekeyed && Murmur2.Partition(KeyOf(row), _partitionCount) != _partition)
        {
            return Verdict.Elsewhere;
        }

        ResolveLocalTime(row, clock);
        if (_eventTime[row] > raw.AppendTimeOf(row) + MaxAhead)
        {
            return Verdict.FromTheFuture;
        }

        return _eventTime[row] < clock.LateBefore ? Verdict.Late : Verdict.Good;
    }

    public ReadOnlySpan<byte> KeyOf(int row) => _key.Of(row);

    public UInt128 IdentityOf(int row) => _identity.Of(row);

    public long EventTimeOf(int row) => _eventTime[row];

    public Rejection RejectionOf(int row, Verdict verdict, long appendTime, LaneClock clock) => verdict switch
    {
        Verdict.FromTheFuture => new(Reasons.FromTheFuture, _eventTime.Name,
            $"{TimestampText.Of(_eventTime[row])} is more than a minute after its append time {TimestampText.Of(appendTime)}"),
        Verdict.Late => new(Reasons.Late, _eventTime.Name,
            $"{TimestampText.Of(_eventTime[row])} is before {TimestampText.Of(clock.LateBefore)}, the watermark less the lateness"),
        _ => _batch.RejectionOf(row)!,
    };

    /// <summary>Of a local time that clocks showed twice, takes the first occurrence that is not late.</summary>
    private void ResolveLocalTime(int row, LaneClock clock)
    {
        if (_batch.LaterBy(row) is > 0 and var laterBy && _eventTime[row] < clock.LateBefore)
        {
            _eventTime.Set(row, _eventTime[row] + laterBy);
        }
    }
}
