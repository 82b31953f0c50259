using Traffic.Kafka.Protocol.Records;

namespace Traffic.Embedded.Broker.Storage;

/// <summary>A range of a segment file on its way to a client; keeps the file open until it is disposed.</summary>
internal sealed class LogSlice : IRecordSource
{
    private readonly LogSegment _segment;
    private readonly int _position;
    private bool _released;

    public LogSlice(LogSegment segment, int position, int length)
    {
        segment.Acquire();
        _segment = segment;
        _position = position;
        Length = length;
    }

    public int Length { get; }

    public void Read(int offset, Span<byte> destination) => _segment.Read(destination, _position + offset);

    public void Dispose()
    {
        if (!_released)
        {
            _released = true;
            _segment.Release();
        }
    }
}
