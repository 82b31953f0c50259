using FsCheck;
using FsCheck.Fluent;
using Traffic.Streaming.Deduplication;

namespace Traffic.Tests.Unit.Streaming;

public sealed class IdentitySetTests
{
    [Fact]
    public void TryAdd_BehavesLikeADictionaryWithForgetting()
    {
        var operations = Gen.ListOf(Gen.Choose(0, 60).Two(), 2000).ToArbitrary();
        Prop.ForAll(operations, steps =>
        {
            var set = new IdentitySet();
            var model = new Dictionary<UInt128, long>();
            var now = 0L;
            foreach (var (id, jitter) in steps)
            {
                now++;
                var (time, before) = (now - jitter, now - 40);
                var isNew = !model.TryGetValue(Id(id), out var known) || known < before;
                Assert.Equal(isNew, set.TryAdd(Id(id), time, before, out var first));
                if (isNew)
                {
                    model[Id(id)] = time;
                }
                else
                {
                    Assert.Equal(known, first);
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Count_OfAnEndlessStream_StaysBoundedByTheHorizon()
    {
        var set = new IdentitySet();
        for (var i = 0L; i < 100_000; i++)
        {
            Assert.True(set.TryAdd((UInt128)i, i, i - 1000, out _));
        }

        Assert.InRange(set.Count, 1000, 4096);
    }

    /// <summary>Clustered on purpose: ids that start at the same slots.</summary>
    private static UInt128 Id(int id) => ((UInt128)(id / 8) << 70) + (UInt128)(id % 8);
}
