using System.Text.Json;

namespace Traffic.Streaming.Json;

/// <summary>Gives the UTF-8 text of a string token, unescaped where needed into a buffer that is kept.</summary>
internal sealed class TextScratch
{
    private byte[] _buffer = new byte[256];

    /// <summary>The text; valid until the next call.</summary>
    /// <exception cref="InvalidOperationException">The text holds half of a surrogate pair.</exception>
    public ReadOnlySpan<byte> Of(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        if (_buffer.Length < reader.ValueSpan.Length)
        {
            _buffer = new byte[reader.ValueSpan.Length * 2];
        }

        return _buffer.AsSpan(0, reader.CopyString(_buffer));
    }
}
