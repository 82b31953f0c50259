using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Traffic.Feeds.Replay;

namespace Traffic.Tests.Unit.Replay;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("a\r\nb\r\n", new[] { "a", "b" })]
    [InlineData("\uFEFFa\nb", new[] { "a", "b" })]
    [InlineData("a\n\n\nb", new[] { "a", "", "", "b" })]
    [InlineData("a\n\uFEFFb", new[] { "a", "\uFEFFb" })]
    public void Read_GivesTheLines(string text, string[] expected) => Assert.Equal(expected, Lines(text, int.MaxValue));

    [Fact]
    public void Read_ContentInPieces_IsTheSame() => Prop.ForAll(
        (from lengths in Gen.Choose(0, 200).Select(n => n * n).ArrayOf(20)
         from piece in Gen.Choose(1, 5000)
         select (lengths, piece)).ToArbitrary(),
        x =>
        {
            var lines = x.lengths.Select((n, i) => new string((char)('a' + i), n)).ToList();
            return Lines(string.Join('\n', lines) + "\n", x.piece).SequenceEqual(lines);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void Read_NoLineEnds_IsRefusedBeforeMemoryIsFull()
    {
        var reader = new LineReader(new MemoryStream(new byte[LineReader.LongestLine + 200_000]));
        Assert.Contains("line 1 is longer", Assert.Throws<ReplayException>(() => reader.Read()).Message, StringComparison.Ordinal);
    }

    private static List<string> Lines(string text, int piece)
    {
        var reader = new LineReader(new Pieces(Encoding.UTF8.GetBytes(text), piece));
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(Encoding.UTF8.GetString(reader.Line.Span));
            Assert.Equal(lines.Count, reader.Number);
        }

        return lines;
    }

    /// <summary>A stream that gives no more than a few bytes at once.</summary>
    private sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, piece)]);
    }
}
