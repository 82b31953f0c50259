namespace Traffic.Streaming.Declarations;

/// <summary>Why a record is a dead letter. Part of the contract with readers of dead-letter topics.</summary>
public static class Reasons
{
    public const string Unparseable = "unparseable";
    public const string UnknownFormat = "unknown-format";
    public const string MissingField = "missing-field";
    public const string WrongType = "wrong-type";
    public const string OutOfRange = "out-of-range";
    public const string FromTheFuture = "from-the-future";
    public const string Late = "late";
    public const string TooLarge = "too-large";
    public const string RefusedByStore = "refused-by-store";
}
