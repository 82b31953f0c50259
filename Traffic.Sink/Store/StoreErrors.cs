using Npgsql;

namespace Traffic.Sink.Store;

/// <summary>Tells errors of the data from errors of the database.</summary>
internal static class StoreErrors
{
    /// <summary>
    /// Whether the same rows would be refused again: SQLSTATE classes 22 (data exception), 23 (integrity) and 54 (a limit such as
    /// the size of an index entry). Anything else may pass, if only when somebody repairs the database.
    /// </summary>
    public static bool IsRefusal(PostgresException error) => error.SqlState[..2] is "22" or "23" or "54";
}
