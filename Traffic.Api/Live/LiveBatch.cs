namespace Traffic.Api.Live;

/// <summary>What a connection sends next.</summary>
/// <param name="Reset">Messages were lost: what the client has seen no longer holds.</param>
/// <param name="Id">Where the client is after the messages.</param>
internal sealed record LiveBatch(IReadOnlyList<LiveMessage> Messages, bool Reset, LiveVector? Id);
