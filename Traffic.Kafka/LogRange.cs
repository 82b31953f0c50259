namespace Traffic.Kafka;

/// <summary>What a partition holds: the offsets from <paramref name="First"/> up to, not including, <paramref name="End"/>.</summary>
public readonly record struct LogRange(long First, long End)
{
    public bool IsEmpty => First >= End;
}
