namespace Traffic.Feeds.Replay;

/// <summary>Splits bytes into lines (LF or CRLF), without a byte order mark at the start. The last line needs no line end.</summary>
internal sealed class LineReader(Stream input)
{
    /// <summary>A dead letter must be able to carry a line.</summary>
    public const int LongestLine = 1_900_000;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _atEnd;

    /// <summary>Number of the current line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The current line; valid until the next one is read.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <exception cref="ReplayException">A line is too long to be one.</exception>
    public bool Read()
    {
        while (true)
        {
            var unread = _buffer.AsSpan(_start, _end - _start);
            var length = unread.IndexOf((byte)'\n');
            if (length < 0 && !_atEnd)
            {
                Fill();
                continue;
            }

            if (length < 0 && unread.IsEmpty)
            {
                return false;
            }

            var next = length < 0 ? _end : _start + length + 1;
            Line = Trim(_buffer.AsMemory(_start, length < 0 ? unread.Length : length));
            _start = next;
            Number++;
            return true;
        }
    }

    private ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> line)
    {
        line = Number == 0 && line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line;
        return line.Span.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end > LongestLine)
        {
            throw new ReplayException($"line {Number + 1} is longer than {LongestLine} bytes: the file is not one of records by line");
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = input.Read(_buffer.AsSpan(_end));
        _end += read;
        _atEnd = read == 0;
    }
}
