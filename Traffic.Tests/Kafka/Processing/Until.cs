using System.Diagnostics;

namespace Traffic.Tests.Kafka.Processing;

/// <summary>Waits for a condition instead of for luck.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static Task TrueAsync(Func<bool> condition, Func<string> otherwise, TimeSpan patience) =>
        TrueAsync(() => Task.FromResult(condition()), otherwise, patience);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> otherwise, TimeSpan patience)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(clock.Elapsed < patience, otherwise());
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
