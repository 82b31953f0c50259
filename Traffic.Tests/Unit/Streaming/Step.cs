using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Traffic.Streaming.Processing;

namespace Traffic.Tests.Unit.Streaming;

/// <summary>One record of a random log: good, late, repeated, ahead of time, broken, of another partition, or a control record.</summary>
internal sealed record Step(StepKind Kind, int Jitter, int Id, int Lane, bool InRun, int Sequence, int Speed)
{
    public static DateTimeOffset Start { get; } = DateTimeOffset.Parse("2026-03-01T12:00:00Z", CultureInfo.InvariantCulture);

    /// <summary>Logs of 80 records over ten minutes, mostly but not always in order; smaller ones are tried when one fails.</summary>
    public static Arbitrary<Step[]> Logs { get; } = Arb.From(Gen.ListOf(Random(), 80).Select(steps => steps.ToArray()), Smaller);

    public void AppendTo(TestDriver driver, int index)
    {
        var headers = new RecordHeaders(Run: InRun ? "r" : null, Sequence: InRun && Sequence > 0 ? index - Sequence : -1);
        var now = Start.AddSeconds(700);
        switch (Kind)
        {
            case StepKind.Broken:
                driver.Append("""{"id":1}""", headers, now);
                break;
            case StepKind.Begin or StepKind.End when InRun:
                driver.Append([], headers with { Control = Kind == StepKind.End ? ControlKind.End : ControlKind.Begin }, now);
                break;
            default:
                var ahead = Kind == StepKind.Ahead ? 800 : 0;
                var time = Start.AddSeconds((index * 8) + Jitter + ahead).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + "Z";
                driver.Append(Records.Passage(Id, time, Speed, Lane), headers with { Rekeyed = Kind == StepKind.Rekeyed }, now);
                break;
        }
    }

    private static Gen<Step> Random() =>
        from kind in Gen.Frequency(
            (30, Gen.Constant(StepKind.Passage)), (2, Gen.Constant(StepKind.Broken)), (2, Gen.Constant(StepKind.Ahead)),
            (2, Gen.Constant(StepKind.Rekeyed)), (1, Gen.Constant(StepKind.Begin)), (1, Gen.Constant(StepKind.End)))
        from jitter in Gen.Frequency((6, Gen.Choose(-10, 10)), (1, Gen.Choose(-200, 60)))
        from id in Gen.Frequency((1, Gen.Choose(0, 5)), (1, Gen.Choose(100, 999)))
        from lane in Gen.Choose(1, 3)
        from inRun in Gen.Choose(0, 2)
        from sequence in Gen.Choose(0, 4)
        from speed in Gen.Choose(0, 300)
        select new Step(kind, jitter, id, lane, inRun == 0, sequence, speed);

    private static IEnumerable<Step[]> Smaller(Step[] steps) =>
        Enumerable.Range(0, steps.Length).Select(i => steps.Where((_, j) => j != i).ToArray());
}

internal enum StepKind
{
    Passage,
    Broken,
    Ahead,
    Rekeyed,
    Begin,
    End,
}
