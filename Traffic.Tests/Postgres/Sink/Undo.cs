namespace Traffic.Tests.Postgres.Sink;

/// <summary>Takes back at the end of a test what it changed for all others.</summary>
internal sealed class Undo(Func<Task> action) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await action();
}
