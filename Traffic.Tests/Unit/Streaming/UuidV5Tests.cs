using Traffic.Streaming.Keys;

namespace Traffic.Tests.Unit.Streaming;

public sealed class UuidV5Tests
{
    /// <summary>Computed with Python's uuid.uuid5.</summary>
    [Fact]
    public void Of_TopicPartitionOffset_IsTheNameBasedId() =>
        Assert.Equal(new Guid("1bc28b97-0f2a-562f-bf8f-16a33d8c1a02"), UuidV5.Of("roads.passages.raw.other", 3, 1234567890));
}
