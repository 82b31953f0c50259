using System.Security.Cryptography;
using System.Text;

namespace Traffic.Api.Http;

/// <summary>Ties a cursor to the request it continues.</summary>
internal static class Fingerprints
{
    /// <summary>A short text that differs where path or parameters do, whatever their order.</summary>
    public static string Of(HttpRequest request, params IReadOnlyCollection<string> except)
    {
        var text = new StringBuilder(request.Path);
        foreach (var (name, values) in request.Query.Where(p => !except.Contains(p.Key)).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            text.Append('\n').Append(name).Append('=').Append(values);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())), 0, 8);
    }
}
