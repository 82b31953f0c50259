using System.Globalization;
using System.Reflection;

namespace Traffic.Sink.Schema;

/// <summary>A step of the schema that no declaration implies. Once released it never changes.</summary>
/// <param name="Id">Position in the order of migrations.</param>
internal sealed record Migration(int Id, string Name, string Sql)
{
    private const string Prefix = "Traffic.Sink.Schema.Migrations.";

    /// <summary>The migrations of this build: <c>Migrations/0001_name.sql</c> and on, in their order.</summary>
    public static IReadOnlyList<Migration> All { get; } = [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(Read)];

    private static Migration Read(string resource)
    {
        var name = Path.GetFileNameWithoutExtension(resource[Prefix.Length..]);
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return new(int.Parse(name.AsSpan(0, name.IndexOf('_')), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
