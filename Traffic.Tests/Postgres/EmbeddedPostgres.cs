using System.Collections.Concurrent;
using System.Net;
using Npgsql;
using Traffic.Embedded.Hosting;
using Traffic.Embedded.Hosting.Postgres;
using Traffic.Embedded.Hosting.Processes;
using Traffic.Embedded.Hosting.Runtime;
using Traffic.Tests.Postgres;

[assembly: AssemblyFixture(typeof(EmbeddedPostgres))]

namespace Traffic.Tests.Postgres;

/// <summary>
/// A real PostgreSQL server in a temporary folder, started with the first test that asks for it. Take it as a constructor
/// argument: one server for all test classes, a database for each. A test that kills the server makes its own instance.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string Password = "secret";
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("traffic-postgres-").FullName;
    private readonly Uri _address = new UriBuilder("tcp", "127.0.0.1", new PortAllocator(IPAddress.Loopback).Next()).Uri;
    private PostgresServer? _server;
    private ChildProcess? _process;

    /// <summary>Of the server's own database.</summary>
    public string ConnectionString => ConnectionStringOf("postgres");

    /// <summary>Starts the server unless it runs. Skips the test where PostgreSQL's binaries are missing.</summary>
    public async Task StartAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        await _starting.WaitAsync(cancel);
        try
        {
            if (_process is { Exited.IsCompleted: false })
                return;
            if (PostgresBinaries.Find() is null)
                Assert.Skip("PostgreSQL's binaries are missing: ./traffic test installs them");
            _server ??= await PostgresServer.PrepareAsync(_folder, Password, [], cancel);
            var ready = new TaskCompletionSource();
            var log = new ConcurrentQueue<string>();
            _process = await ProcessLauncher.StartAsync(_server.Spec(_address), (line, _) =>
            {
                log.Enqueue(line);
                if (PostgresServer.IsReady(line))
                    ready.TrySetResult();
            });
            await Task.WhenAny(ready.Task, _process.Exited).WaitAsync(TimeSpan.FromSeconds(60), cancel);
            if (!ready.Task.IsCompleted)
                throw new HostException(string.Join('\n', log));
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>An empty database; call it once per test class, with its name.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        await StartAsync();
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        foreach (var statement in (string[])[$"drop database if exists \"{name}\" with (force)", $"create database \"{name}\""])
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        return ConnectionStringOf(name);
    }

    /// <summary>Ends the server as a power cut would: nothing is flushed. <see cref="StartAsync"/> brings it back on the same port.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Send(Signal.Quit);
        await _process.Exited;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.StopAsync(Signal.Int, TimeSpan.FromSeconds(5));
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
        _starting.Dispose();
    }

    private string ConnectionStringOf(string database) => PostgresServer.ConnectionString(_address, Password, database);
}
