using Microsoft.Extensions.Options;
using Traffic.Api.Http;
using Traffic.Api.Ingest;

namespace Traffic.Tests.Unit.Api;

public sealed class IngestGateTests
{
    private readonly IngestGate _gate = new(Options.Create(new IngestOptions { MaxInFlightBytes = 1000 }));

    [Fact]
    public void Enter_WithoutRoom_Is429WithRetryAfter()
    {
        using var first = _gate.Enter(600);
        var error = Assert.Throws<ApiException>(() => _gate.Enter(500));
        Assert.Equal(429, error.Status);
        Assert.NotNull(error.RetryAfter);
        using var small = _gate.Enter(400);
    }

    [Fact]
    public void Enter_AfterTheRoomWasGivenBack_Succeeds()
    {
        _gate.Enter(1000).Dispose();
        var room = _gate.Enter(1000);
        room.Dispose();
        room.Dispose();
        using var again = _gate.Enter(1000);
        Assert.Throws<ApiException>(() => _gate.Enter(1));
    }

    [Fact]
    public void Enter_BodyLargerThanAllRoom_PassesAlone()
    {
        using (_gate.Enter(5000))
        {
            Assert.Throws<ApiException>(() => _gate.Enter(1));
        }

        using var other = _gate.Enter(1);
        Assert.Throws<ApiException>(() => _gate.Enter(5000));
    }
}
