using System.Diagnostics;

namespace Traffic.Tests.Kafka.Broker;

internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    public static async Task ForAsync(Func<bool> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < Patience, $"waited in vain for {what}");
            await Task.Delay(20);
        }
    }
}
