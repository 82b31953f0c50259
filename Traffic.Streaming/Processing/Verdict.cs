namespace Traffic.Streaming.Processing;

/// <summary>How a record was judged before the question whether it is a duplicate by id.</summary>
internal enum Verdict
{
    /// <summary>Its <c>seq</c> was seen before.</summary>
    Repeated,

    /// <summary>It breaks a rule of parsing, of fields, or of a derivation.</summary>
    Rejected,

    /// <summary>It belongs to another partition.</summary>
    Elsewhere,

    /// <summary>Its event time is after its append time.</summary>
    FromTheFuture,

    /// <summary>Its event time is behind watermark and lateness.</summary>
    Late,

    /// <summary>Nothing is wrong with it.</summary>
    Good,
}
