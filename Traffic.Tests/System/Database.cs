using Npgsql;

namespace Traffic.Tests.System;

/// <summary>Questions to the database of a running system.</summary>
internal static class Database
{
    public static async Task<T> ScalarAsync<T>(TrafficHost host, string sql)
    {
        await using var source = NpgsqlDataSource.Create(host.ConnectionString("trafficdb"));
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>All rows; each is read while the reader stands on it.</summary>
    public static async Task<List<T>> RowsAsync<T>(TrafficHost host, string sql, Func<NpgsqlDataReader, T> read)
    {
        var rows = new List<T>();
        await using var source = NpgsqlDataSource.Create(host.ConnectionString("trafficdb"));
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(read(reader));
        return rows;
    }
}
