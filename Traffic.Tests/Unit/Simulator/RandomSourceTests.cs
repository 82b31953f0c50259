using Traffic.Simulator.Randomness;

namespace Traffic.Tests.Unit.Simulator;

public sealed class RandomSourceTests
{
    private const int Draws = 100_000;

    [Fact]
    public void Next_SameSeed_GivesTheSameNumbers()
    {
        var (a, b, other) = (new RandomSource("x"), new RandomSource("x"), new RandomSource("y"));
        var first = Enumerable.Range(0, 100).Select(_ => a.Next()).ToList();
        Assert.Equal(first, Enumerable.Range(0, 100).Select(_ => b.Next()));
        Assert.NotEqual(first, Enumerable.Range(0, 100).Select(_ => other.Next()));
    }

    [Fact]
    public void Uniform_IsUniform()
    {
        var random = new RandomSource("uniform");
        var counts = new int[10];
        for (var i = 0; i < Draws; i++)
        {
            counts[(int)(random.Uniform() * 10)]++;
        }

        // 5 standard deviations of a binomial count.
        Assert.All(counts, c => Assert.InRange(c, 10_000 - 475, 10_000 + 475));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(25)]
    [InlineData(3500)]
    public void Poisson_MeanAndVarianceAreTheMean(double mean)
    {
        var random = new RandomSource($"poisson {mean}");
        var draws = Draw(() => random.Poisson(mean), 20_000);
        Assert.Equal(mean, draws.Mean, 5 * Math.Sqrt(mean / 20_000));
        Assert.Equal(1, draws.Variance / mean, 0.1);
    }

    [Fact]
    public void Normal_HasMeanAndDeviation()
    {
        var random = new RandomSource("normal");
        var draws = Draw(() => random.Normal(7, 3), Draws);
        Assert.Equal(7, draws.Mean, 0.05);
        Assert.Equal(9, draws.Variance, 0.3);
    }

    [Fact]
    public void LogNormal_HasMedianAndSigma()
    {
        var random = new RandomSource("log-normal");
        var logs = Draw(() => Math.Log(random.LogNormal(0.2, 0.5)), Draws);
        Assert.Equal(Math.Log(0.2), logs.Mean, 0.01);
        Assert.Equal(0.25, logs.Variance, 0.01);
    }

    [Fact]
    public void Uuid_IsRandomOne()
    {
        var random = new RandomSource("uuid");
        var ids = Enumerable.Range(0, 1000).Select(_ => random.Uuid()).ToList();
        Assert.Equal(1000, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal((4, true), (id.Version, id.Variant is >= 8 and <= 11)));
    }

    private static (double Mean, double Variance) Draw(Func<double> next, int count)
    {
        var values = Enumerable.Range(0, count).Select(_ => next()).ToList();
        var mean = values.Average();
        return (mean, values.Average(v => (v - mean) * (v - mean)));
    }
}
