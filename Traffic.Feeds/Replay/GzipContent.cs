using System.IO.Compression;

namespace Traffic.Feeds.Replay;

/// <summary>
/// Decompressed gzip that must be whole. The library takes a file that was cut off for one that ends there; so a member of our own
/// is put behind the file's members, and what comes out must end with what it holds.
/// </summary>
internal sealed class GzipContent : Stream
{
    private static readonly byte[] Seal = "traffic:whole"u8.ToArray();
    private static readonly byte[] SealMember = Compress(Seal);

    private readonly GZipStream _gzip;
    private readonly byte[] _buffer = new byte[128 * 1024];
    private int _start;
    private int _end;

    public GzipContent(Stream file) => _gzip = new GZipStream(new Concatenation(file, new MemoryStream(SealMember)), CompressionMode.Decompress);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">The file is damaged or was cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        // The last bytes are held back: they may be the seal.
        while (_end - _start <= Seal.Length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            var read = _gzip.Read(_buffer.AsSpan(_end));
            if (read == 0)
            {
                return _buffer.AsSpan(0, _end).SequenceEqual(Seal) ? 0 : throw new InvalidDataException("it ends too early");
            }

            _end += read;
        }

        var length = Math.Min(buffer.Length, _end - _start - Seal.Length);
        _buffer.AsSpan(_start, length).CopyTo(buffer);
        _start += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return member.ToArray();
    }

    /// <summary>One stream after the other.</summary>
    private sealed class Concatenation(Stream first, MemoryStream second) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer) => first.Read(buffer) is > 0 and var read ? read : second.Read(buffer);

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                first.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
