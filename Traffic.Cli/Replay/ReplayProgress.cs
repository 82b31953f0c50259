namespace Traffic.Cli.Replay;

/// <summary>How far a run is; written by the replay, read by whoever shows it.</summary>
internal sealed class ReplayProgress
{
    private long _sent;
    private long _acknowledged;

    /// <summary>Records handed to the client.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Records that Kafka has.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    public void Report(long sent, long acknowledged)
    {
        Interlocked.Exchange(ref _sent, sent);
        Interlocked.Exchange(ref _acknowledged, acknowledged);
    }
}
