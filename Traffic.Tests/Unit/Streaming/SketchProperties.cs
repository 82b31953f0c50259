using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Traffic.Streaming.Sketches;

namespace Traffic.Tests.Unit.Streaming;

public sealed class SketchProperties
{
    /// <summary>Values that make sketches fail: tiny, huge, equal, powers of γ, zeros, and mixes of them.</summary>
    private static readonly Arbitrary<double[]> Values = Arb.From(Gen.ArrayOf(Gen.OneOf(
        Gen.Choose(0, 300).Select(v => (double)v),
        Gen.Choose(-6, 9).Select(v => Math.Pow(10, v)),
        Gen.Choose(1, 1700).Select(v => 1e-6 * Math.Pow(1.01 / 0.99, v)),
        Gen.Choose(0, 1_000_000).Select(v => v / 1e6),
        Gen.Constant(0.0),
        Gen.Constant(88.5))).Where(values => values.Length > 0));

    [Fact]
    public void Percentile_IsWithinOnePercentOfTheExactItem() =>
        Prop.ForAll(Values, Gen.Choose(0, 100).ToArbitrary(), (values, percent) =>
        {
            var exact = values.Order().ElementAt(percent * (values.Length - 1) / 100);
            Assert.Equal(exact, Of(values).Percentile(percent), (exact * 0.01) + 1e-6);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Merge_OfParts_IsByteForByteTheWhole() =>
        Prop.ForAll(Values, Values, (a, b) =>
        {
            var merged = Of(a);
            merged.Merge(Of(b));
            var read = new DdSketch();
            read.Merge(Bytes(Of(b)));
            read.Merge(Bytes(Of(a)));
            Assert.Equal(Bytes(Of([.. a, .. b])), Bytes(merged));
            Assert.Equal(Bytes(merged), Bytes(read));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Coverage_IsTheLongestOfEachStart() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(-20, 20).Two()).ToArbitrary(), items =>
        {
            var (direct, merged) = (new TimeCoverage(), new TimeCoverage());
            foreach (var (start, seconds) in items)
            {
                direct.Add(start * 300_000_000L, Math.Abs(seconds));
                var single = new TimeCoverage();
                single.Add(start * 300_000_000L, Math.Abs(seconds));
                merged.Merge(single);
            }

            var read = new TimeCoverage();
            read.Merge(Bytes(direct));
            Assert.Equal(items.GroupBy(i => i.Item1).Sum(g => g.Max(i => Math.Abs(i.Item2))), direct.Seconds);
            Assert.Equal(direct.Seconds, read.Seconds);
            Assert.Equal(Bytes(direct), Bytes(merged));
            Assert.Equal(Bytes(direct), Bytes(read));
        }).QuickCheckThrowOnFailure();

    private static DdSketch Of(double[] values)
    {
        var sketch = new DdSketch();
        foreach (var value in values)
        {
            sketch.Add(value);
        }

        return sketch;
    }

    private static byte[] Bytes(DdSketch sketch)
    {
        var output = new ArrayBufferWriter<byte>();
        sketch.Write(output);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Bytes(TimeCoverage coverage)
    {
        var output = new ArrayBufferWriter<byte>();
        coverage.Write(output);
        return output.WrittenSpan.ToArray();
    }
}
