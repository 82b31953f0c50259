using Traffic.Streaming.Declarations;
using Traffic.Streaming.Processing;

namespace Traffic.Streaming.Lanes;

/// <summary>
/// Repeats the judgement of records that were processed before a restart, with the clock of that time, so that exactly the ids
/// of those that were accepted are registered again.
/// </summary>
internal sealed class LaneRebuilder(LaneRebuild from, StreamDeclaration stream)
{
    public LaneClock Clock { get; } = new(stream) { MaxEventTime = from.MaxEventTime, Sequence = from.Sequence };

    /// <summary>First offset that can hold an id which still counts.</summary>
    public long From => from.Offset;

    /// <summary>Whether the record at that offset was a duplicate of an id that is forgotten by now.</summary>
    public bool Excludes(long offset)
    {
        for (var i = 0; i < from.Excluded.Count; i += 2)
        {
            if (offset >= from.Excluded[i] && offset <= from.Excluded[i + 1])
            {
                return true;
            }
        }

        return false;
    }
}
