using Traffic.Streaming.Columns;
using Traffic.Streaming.References;

namespace Traffic.Streaming.Declarations;

/// <summary>A rule over whole batches: fills derived columns, or rejects rows (<see cref="RecordBatch.Reject"/>).</summary>
public interface IDerivation
{
    void Apply(RecordBatch batch, ReferenceTables references);
}
