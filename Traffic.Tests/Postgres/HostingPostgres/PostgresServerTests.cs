using Npgsql;

namespace Traffic.Tests.Postgres.HostingPostgres;

public sealed class PostgresServerTests(EmbeddedPostgres shared)
{
    [Fact]
    public async Task CreateDatabaseAsync_Twice_IsEmptyAgain()
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await using var source = NpgsqlDataSource.Create(await shared.CreateDatabaseAsync("postgres_server_tests"));
            await ExecuteAsync(source, "create table t (x int)");
        }
    }

    [Fact]
    public async Task Start_WrongPassword_IsRefused()
    {
        await shared.StartAsync();
        var wrong = new NpgsqlConnectionStringBuilder(shared.ConnectionString) { Password = "wrong" };
        await using var source = NpgsqlDataSource.Create(wrong);

        var error = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(source, "select 1"));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, error.SqlState);
    }

    [Fact]
    public async Task KillAsync_CommittedRows_AreThereAfterRestart()
    {
        await using var own = new EmbeddedPostgres();
        var database = await own.CreateDatabaseAsync("kept");
        await using (var source = NpgsqlDataSource.Create(database))
            await ExecuteAsync(source, "create table t as select generate_series(1, 1000) x");

        await own.KillAsync();
        await own.StartAsync();

        await using var again = NpgsqlDataSource.Create(database);
        Assert.Equal(1000L, await ExecuteAsync(again, "select count(*) from t"));
    }

    private static async Task<object?> ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
