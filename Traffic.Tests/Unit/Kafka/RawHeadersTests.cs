using Traffic.Kafka;
using Traffic.Streaming.Processing;

namespace Traffic.Tests.Unit.Kafka;

public sealed class RawHeadersTests
{
    private static readonly RecordHeaders Live = new(Run: null);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var headers = new RecordHeaders("run-1", 42, ControlKind.End, Guid.Parse("0190b0c5-8d3e-7000-8000-000000000001"), 1_700_000_000_123_456);
        Assert.Equal(headers, RawHeaders.Read(RawHeaders.Write(headers), new RunNames()));
    }

    [Fact]
    public void Write_NothingToSay_IsNull() => Assert.Null(RawHeaders.Write(Live));

    [Fact]
    public void Read_NoHeaders_IsLive() => Assert.Equal(Live, RawHeaders.Read(null, new RunNames()));

    [Fact]
    public void Read_ValuesThatAreNone_SayNothing()
    {
        var headers = new Confluent.Kafka.Headers
        {
            { HeaderNames.Sequence, "x"u8.ToArray() }, { HeaderNames.Run, [] }, { HeaderNames.EventId, "1"u8.ToArray() },
            { HeaderNames.Control, "stop"u8.ToArray() }, { HeaderNames.ReceivedAt, "now"u8.ToArray() }, { "other", null },
        };
        Assert.Equal(Live, RawHeaders.Read(headers, new RunNames()));
    }
}
