using Traffic.Feeds;
using Traffic.Feeds.Sql;

namespace Traffic.Tests.Postgres.Sink;

/// <summary>One database with the schema of this build for all tests of a class.</summary>
public sealed class MigratedDatabase(EmbeddedPostgres server) : IAsyncLifetime
{
    private static int _count;

    internal SinkDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Database = await SinkDatabase.CreateAsync(server, $"migrated_{Interlocked.Increment(ref _count)}");

    /// <summary>Empties all tables.</summary>
    internal Task ResetAsync() =>
        Database.ExecuteAsync($"truncate {string.Join(", ", new SqlCatalogue(FeedCatalogue.Default.Feeds).Tables.Select(t => t.Name))}");

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
