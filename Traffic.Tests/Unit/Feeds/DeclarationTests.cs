using Traffic.Feeds;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.Windows;

namespace Traffic.Tests.Unit.Feeds;

/// <summary>Rules every declaration keeps.</summary>
public sealed class DeclarationTests
{
    public static TheoryData<string> Streams() => new(FeedCatalogue.Default.Streams.Select(s => s.FullName));

    [Theory]
    [MemberData(nameof(Streams))]
    public void Declaration_IsTheOneOfItsVersion(string name)
    {
        var stream = Find(name);
        var folder = Path.Combine(AppContext.BaseDirectory, "Unit", "Feeds", "Fingerprints");
        var committed = Path.Combine(folder, $"{name}.v{stream.Version}.txt");
        var actual = DeclarationText.Of(stream);
        File.WriteAllText(Path.Combine(folder, $"{name}.actual.txt"), actual);
        Assert.True(
            File.Exists(committed) && File.ReadAllText(committed) == actual,
            $"{name} is not what was committed as version {stream.Version}. Raise its Version and commit {name}.actual.txt (in {folder}) as Fingerprints/{name}.v<new version>.txt.");
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void NamesInIt_AreFields(string name)
    {
        var stream = Find(name);
        string[] used =
        [
            stream.EventTime, .. stream.Key, .. stream.Entity, .. stream.DeduplicateBy, .. stream.DeduplicateByPresenceOf, .. stream.AnyOf,
            .. stream.RawTopics?.Fields ?? [], .. stream.Windows.SelectMany(w => w.GroupBy), .. stream.Windows.SelectMany(w => w.Aggregates).Select(a => a.Field),
            .. stream.Id is null ? [] : new[] { stream.Id },
        ];
        Assert.All(used, field => Assert.Contains(stream.Fields, f => f.Name == field));
        Assert.Equal(stream.Fields.Count, stream.Fields.Select(f => f.Name).Distinct().Count());
        Assert.Equal(FieldType.Timestamp, stream.Field(stream.EventTime).Type);
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void Times_FitEachOther(string name)
    {
        var stream = Find(name);
        Assert.True(stream.Horizon >= stream.Lateness, "an id must be kept as long as a copy of its record can be accepted");
        Assert.NotNull(TimeZoneInfo.FindSystemTimeZoneById(stream.Zone));
        Assert.All(stream.Windows, w => Assert.True(w.Size > TimeSpan.Zero && TimeSpan.TicksPerDay % w.Size.Ticks == 0, w.Id));
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void Windows_AreCompleteInTheirPartition(string name)
    {
        // The local stage writes results itself: that is right only where the key is part of every group.
        var stream = Find(name);
        Assert.All(stream.Windows, window => Assert.Subset(window.GroupBy.ToHashSet(), stream.Key.ToHashSet()));
        Assert.All(stream.Windows, window => Assert.NotEmpty(new WindowSchema(stream, window).Columns));
    }

    [Fact]
    public void Roads_AreDeclaredAsTheDesignSays()
    {
        var (passages, detectors) = (Find("roads.passages"), Find("roads.detectors"));
        Assert.Equal((4, 5, 2, 10, 10), (passages.Partitions, (int)passages.Bound.TotalSeconds, (int)passages.Lateness.TotalMinutes,
            (int)passages.IdleTimeout.TotalSeconds, (int)passages.Horizon.TotalMinutes));
        Assert.Equal((4, 5, 1, 10, 2), (detectors.Partitions, (int)detectors.Bound.TotalMinutes, (int)detectors.Lateness.TotalHours,
            (int)detectors.IdleTimeout.TotalSeconds, (int)detectors.Horizon.TotalHours));
    }

    private static StreamDeclaration Find(string name) => FeedCatalogue.Default.Streams.Single(s => s.FullName == name);
}
