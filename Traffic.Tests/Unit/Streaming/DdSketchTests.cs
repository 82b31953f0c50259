using System.Buffers;
using Traffic.Streaming.Sketches;

namespace Traffic.Tests.Unit.Streaming;

public sealed class DdSketchTests
{
    [Fact]
    public void Write_KnownValues_HasTheDocumentedBytes()
    {
        var sketch = new DdSketch();
        sketch.Add(0);
        sketch.Add(80);
        sketch.Add(80);
        sketch.Add(100);

        // 80 km/h: ceil(ln(8e7) / ln γ) = 910; 100 km/h: ceil(ln(1e8) / ln γ) = 922.
        Assert.Equal([1, 0, 1, 0x8E, 0x07, 2, 12, 1], Bytes(sketch));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(33, 0)]
    [InlineData(34, 80)]
    [InlineData(99, 80)]
    [InlineData(100, 100)]
    public void Percentile_TakesTheItemOfRankFloor(int percent, double expected)
    {
        var sketch = new DdSketch();
        foreach (var value in new double[] { 100, 0, 80, 80 })
        {
            sketch.Add(value);
        }

        Assert.InRange(sketch.Percentile(percent), expected * 0.99, expected * 1.01);
    }

    [Fact]
    public void Percentile_Empty_IsNaN() => Assert.True(double.IsNaN(new DdSketch().Percentile(50)));

    [Fact]
    public void Merge_OwnBytes_GivesTheSameSketch()
    {
        var sketch = new DdSketch();
        for (var i = 0; i < 1000; i++)
        {
            sketch.Add(i * i % 301);
        }

        var copy = new DdSketch();
        copy.Merge(Bytes(sketch));
        Assert.Equal(Bytes(sketch), Bytes(copy));
        Assert.Equal(sketch.Percentile(85), copy.Percentile(85));
    }

    [Theory]
    [InlineData(new byte[] { 2 })]
    [InlineData(new byte[] { 1, 5 })]
    [InlineData(new byte[] { 1, 5, 0 })]
    [InlineData(new byte[] { 1, 0xFF, 0xFF, 0xFF, 1, 1 })]
    public void Merge_BrokenBytes_Throws(byte[] bytes) => Assert.Throws<InvalidDataException>(() => new DdSketch().Merge(bytes));

    private static byte[] Bytes(DdSketch sketch)
    {
        var output = new ArrayBufferWriter<byte>();
        sketch.Write(output);
        return output.WrittenSpan.ToArray();
    }
}
