namespace Traffic.Api.Ingest;

/// <summary>
/// Finds where JSON values end by brackets and quotes alone. What is between them is not looked at: a record with a mistake inside is
/// still a record, which the processor judges.
/// </summary>
internal static class JsonScanner
{
    public static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    public static int SkipBlanks(ReadOnlySpan<byte> json, int from)
    {
        var length = json[from..].IndexOfAnyExcept(" \t\r\n"u8);
        return length < 0 ? json.Length : from + length;
    }

    /// <returns>The place after the value: of a ',' or of a bracket that closes what is around it, or after the closing bracket of an
    /// object or array; −1 where the text ends inside a bracket or a text.</returns>
    public static int EndOfValue(ReadOnlySpan<byte> json, int from)
    {
        var depth = 0;
        for (var i = from; i < json.Length; i++)
        {
            switch (json[i])
            {
                case (byte)'"':
                    i = EndOfText(json, i);
                    if (i < 0)
                    {
                        return -1;
                    }

                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']' when depth == 0:
                case (byte)',' when depth == 0:
                    return i;
                case (byte)'}' or (byte)']':
                    if (--depth == 0)
                    {
                        return i + 1;
                    }

                    break;
            }
        }

        return depth == 0 ? json.Length : -1;
    }

    /// <returns>The place of the closing quote, or −1.</returns>
    private static int EndOfText(ReadOnlySpan<byte> json, int quote)
    {
        for (var i = quote + 1; i < json.Length; i++)
        {
            var next = json[i..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                return -1;
            }

            i += next;
            if (json[i] == (byte)'"')
            {
                return i;
            }

            i++; // What follows a backslash never ends the text.
        }

        return -1;
    }
}
