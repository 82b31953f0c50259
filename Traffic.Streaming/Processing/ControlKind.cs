namespace Traffic.Streaming.Processing;

/// <summary>Control records open and close a run in a partition.</summary>
public enum ControlKind
{
    None,
    Begin,
    End,
}
