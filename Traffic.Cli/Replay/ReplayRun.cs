using System.Security.Cryptography;
using System.Text;
using Traffic.Feeds.Replay;
using Traffic.Streaming.Declarations;

namespace Traffic.Cli.Replay;

/// <summary>Files that are replayed together under one name.</summary>
internal sealed record ReplayRun(string Name, IReadOnlyList<ReplaySource> Sources)
{
    private const int NameDigits = 16;

    public string Title => string.Join(", ", Sources.Select(s => s.Name));

    public long Records => Sources.Sum(s => s.Records);

    public long Failures => Sources.Sum(s => s.Failures);

    public IEnumerable<StreamDeclaration> Streams => Sources.Select(s => s.Stream).Distinct();

    /// <summary>A run whose name follows from what it holds: the same content gives the same run, wherever the file lies.</summary>
    public static ReplayRun Of(IReadOnlyList<ReplaySource> sources, string? name) => new(
        name ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', sources.Select(s => s.Identity)))))[..NameDigits],
        sources);

    /// <summary>All records in order of event time; equal times keep the order of files and lines. Rows are valid until the next one.</summary>
    public IEnumerable<(ReplaySource Source, ReplayRow Row)> Sorted() =>
        TimeMerge.Merge(Sources.Select(s => Sorted(s).Select(r => (s, r))), x => x.r.EventTime);

    /// <summary>The lines that could not be converted, in the order of files and lines.</summary>
    public IEnumerable<(ReplaySource Source, ReplayRow Row)> Failed() =>
        Sources.Where(s => s.Failures > 0).SelectMany(s => s.Rows().Where(r => r.Failure is not null).Select(r => (s, r)));

    private static IEnumerable<ReplayRow> Sorted(ReplaySource source)
    {
        var records = source.Rows().Where(r => r.Failure is null);
        return source.IsSorted ? records : ExternalSort.ByTime(records);
    }
}
