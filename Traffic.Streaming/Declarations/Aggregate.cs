namespace Traffic.Streaming.Declarations;

/// <summary>What a window keeps of a field. All are mergeable; every aggregated field also has <c>&lt;field&gt;_n</c>.</summary>
public abstract record Aggregate(string Field)
{
    /// <summary><c>&lt;field&gt;_sum</c>: exact fixed-point sum (scale 1e-6).</summary>
    public sealed record Sum(string Field) : Aggregate(Field);

    /// <summary><c>&lt;field&gt;_mean</c>, with <c>&lt;field&gt;_sum</c> as its mergeable state.</summary>
    public sealed record Mean(string Field) : Aggregate(Field);

    /// <summary><c>&lt;field&gt;_hmean</c> (space-mean speed), values below the floor count as the floor; state <c>&lt;field&gt;_rsum</c> (scale 1e-12).</summary>
    public sealed record HarmonicMean(string Field, double Floor) : Aggregate(Field);

    /// <summary><c>&lt;field&gt;_min</c>.</summary>
    public sealed record Min(string Field) : Aggregate(Field);

    /// <summary><c>&lt;field&gt;_max</c>.</summary>
    public sealed record Max(string Field) : Aggregate(Field);

    /// <summary><c>&lt;field&gt;_p50</c> … by DDSketch with 1 % relative error; state <c>&lt;field&gt;_sketch</c>.</summary>
    public sealed record Quantiles(string Field, params int[] Percents) : Aggregate(Field)
    {
        public bool Equals(Quantiles? other) => other is not null && Field == other.Field && Percents.SequenceEqual(other.Percents);

        public override int GetHashCode() => HashCode.Combine(Field, Percents.Length);
    }

    /// <summary><c>&lt;Name&gt;_count</c>: records for which the boolean field is true.</summary>
    public sealed record CountWhere(string Name, string Field) : Aggregate(Field);

    /// <summary>
    /// <c>&lt;Name&gt;</c>: sum of the field (a duration in seconds) over distinct event times, so that several records about one
    /// interval count it once; the longest wins. State <c>&lt;Name&gt;_sketch</c>: the exact set of (time, seconds).
    /// </summary>
    public sealed record Covered(string Name, string Field) : Aggregate(Field);
}
