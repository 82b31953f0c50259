using System.Security.Cryptography;
using System.Text;
using Traffic.Streaming.References;

namespace Traffic.Kafka.Reference;

/// <summary>Tables with their version: a hash of the rows, the same for the file and for whoever reads the topic.</summary>
internal static class ReferenceVersion
{
    private const int Digits = 16;

    public static ReferenceTable Table(string name, IEnumerable<ReferenceRow> rows)
    {
        var all = rows.OrderBy(r => r.Key, StringComparer.Ordinal).ToList();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in all)
            hash.AppendData(Encoding.UTF8.GetBytes($"{row.Key}\n{row.Values.GetRawText()}\n"));
        return new ReferenceTable(name, Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits], all);
    }
}
