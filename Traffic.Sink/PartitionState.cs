using Traffic.Sink.Tables;

namespace Traffic.Sink;

/// <summary>An assigned partition.</summary>
internal sealed class PartitionState(TopicRoute route, long position)
{
    public TopicRoute Route { get; } = route;

    /// <summary>Position after the last record that was taken into a batch.</summary>
    public long Position { get; set; } = position;

    /// <summary>Nothing more is read of it until somebody has repaired what stopped it.</summary>
    public bool Stopped { get; set; }
}
