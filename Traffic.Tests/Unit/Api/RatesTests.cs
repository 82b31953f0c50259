using Confluent.Kafka;
using Traffic.Api.Pipeline;

namespace Traffic.Tests.Unit.Api;

public sealed class RatesTests
{
    private static readonly TopicPartition Partition = new("t", 0);
    private readonly Rates _rates = new();

    [Fact]
    public void OfTopic_OneSample_IsNotKnown()
    {
        Add(0, 100);
        Assert.False(_rates.IsKnown);
        Assert.Equal(0, _rates.OfTopic([Partition]));
    }

    [Fact]
    public void OfTopic_SteadyFlow_IsItsRateOverTheLastTenSeconds()
    {
        for (var second = 0; second <= 60; second += 2)
        {
            Add(second, second < 40 ? 0 : (second - 40) * 50);
        }

        Assert.True(_rates.IsKnown);
        Assert.Equal(50, _rates.OfTopic([Partition]));
    }

    [Fact]
    public void OfTopic_AfterAPause_ForgetsWhatWasBefore()
    {
        Add(0, 0);
        Add(2, 1_000_000);
        Add(120, 1_000_100);
        Assert.False(_rates.IsKnown);
        Add(122, 1_000_120);
        Assert.Equal(10, _rates.OfTopic([Partition]));
    }

    [Fact]
    public void OfTopic_LogThatStartedAnew_IsNeverNegative()
    {
        Add(0, 500);
        Add(2, 3);
        Assert.Equal(0, _rates.OfTopic([Partition]));
    }

    private void Add(int second, long end) => _rates.Add(
        DateTimeOffset.UnixEpoch.AddSeconds(second), new Dictionary<TopicPartition, long> { [Partition] = end }, new Dictionary<TopicPartition, long>());
}
