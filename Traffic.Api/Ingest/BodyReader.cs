using System.Buffers;
using Traffic.Api.Http;

namespace Traffic.Api.Ingest;

/// <summary>The whole body of a request in pooled memory.</summary>
internal sealed class BodyReader : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _length;

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <exception cref="ApiException">413, or a compressed body that is damaged.</exception>
    public async Task ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(_buffer.AsMemory(_length), cancellationToken)) > 0)
            {
                _length += read;
                if (_length > limit)
                {
                    throw TooLarge(limit);
                }

                if (_length == _buffer.Length)
                {
                    Grow();
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, $"The body can't be decompressed: {e.Message}")
            {
                Pointer = "/body", Fix = "Compress it again, or send it plain.",
            };
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge(limit);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private static ApiException TooLarge(int limit) => new(StatusCodes.Status413PayloadTooLarge, $"The body has more than {limit:N0} bytes.")
    {
        Pointer = "/body", Fix = "Send the records in several requests.",
    };

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
