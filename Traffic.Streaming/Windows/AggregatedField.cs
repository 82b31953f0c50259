using Traffic.Streaming.Declarations;

namespace Traffic.Streaming.Windows;

/// <summary>What a window keeps of one field.</summary>
/// <param name="Field">The declaration.</param>
/// <param name="Column">Its column in a batch.</param>
internal sealed record AggregatedField(Field Field, int Column)
{
    /// <summary>Values below it count as it in the harmonic mean; null: no reciprocals are kept.</summary>
    public double? ReciprocalFloor { get; set; }

    public bool Sketch { get; set; }

    public bool Coverage { get; set; }

    /// <summary>Whether percentiles can be limited to the extremes, because a reader of the record can do so too.</summary>
    public bool Extremes { get; set; }

    public bool Integral => Field.Type is FieldType.Long or FieldType.Money;

    public double Scale => Integral ? 1 : FixedPoint.SumScale;

    public int Digits => Integral ? 0 : FixedPoint.SumDigits;
}
