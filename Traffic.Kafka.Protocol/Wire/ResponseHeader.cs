using System.Buffers.Binary;

namespace Traffic.Kafka.Protocol.Wire;

/// <summary>What stands before the body of a response: the correlation id, and in version 1 (no) tagged fields.</summary>
public static class ResponseHeader
{
    public static void Write(FrameBuffer frame, ApiInfo api, short version, int correlationId)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(api);
        BinaryPrimitives.WriteInt32BigEndian(frame.Append(4), correlationId);
        if (api.ResponseHeaderVersion(version) > 0)
        {
            frame.Append(1)[0] = 0;
        }
    }
}
