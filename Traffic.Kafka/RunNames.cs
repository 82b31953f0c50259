using System.Text;

namespace Traffic.Kafka;

/// <summary>The last run's name, so that its records share one string. Not thread-safe.</summary>
public sealed class RunNames
{
    private byte[] _utf8 = [];
    private string? _name;

    /// <returns>The name, or null for an empty one, which is live.</returns>
    public string? Intern(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.SequenceEqual(_utf8))
        {
            _utf8 = utf8.ToArray();
            _name = utf8.IsEmpty ? null : Encoding.UTF8.GetString(utf8);
        }

        return _name;
    }
}
