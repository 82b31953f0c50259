using System.Text;
using Traffic.Streaming.Declarations;

namespace Traffic.Streaming.Json;

/// <summary>All names under which a stream's fields come, found by their UTF-8 bytes.</summary>
internal sealed class FieldNames
{
    private readonly FieldName[][] _byLength;

    /// <exception cref="ArgumentException">A name stands for two fields, or there are more than 64.</exception>
    public FieldNames(StreamDeclaration stream)
    {
        var names = new List<FieldName>();
        for (var field = 0; field < stream.Fields.Count; field++)
        {
            var declared = stream.Fields[field];
            if (declared.Derived)
            {
                continue;
            }

            names.Add(new(Encoding.UTF8.GetBytes(declared.Name), field, 0, 1, names.Count));
            for (var rank = 1; rank <= declared.Aliases.Count; rank++)
            {
                var alias = declared.Aliases[rank - 1];
                if (alias.Factor != 1 && declared.Type != FieldType.Double)
                {
                    throw new ArgumentException($"{stream.FullName}.{declared.Name}: only a double can have an alias with a factor.");
                }

                names.Add(new(Encoding.UTF8.GetBytes(alias.Name), field, rank, alias.Factor, names.Count));
            }
        }

        if (names.Count > 64 || names.GroupBy(n => Encoding.UTF8.GetString(n.Utf8)).FirstOrDefault(g => g.Count() > 1) is { } twice && twice.Any())
        {
            throw new ArgumentException($"{stream.FullName}: its fields need at most 64 names, aliases included, each for one field.");
        }

        _byLength = new FieldName[names.Max(n => n.Utf8.Length) + 1][];
        for (var length = 0; length < _byLength.Length; length++)
        {
            _byLength[length] = [.. names.Where(n => n.Utf8.Length == length)];
        }
    }

    public FieldName? Find(ReadOnlySpan<byte> name)
    {
        if (name.Length < _byLength.Length)
        {
            foreach (var candidate in _byLength[name.Length])
            {
                if (name.SequenceEqual(candidate.Utf8))
                {
                    return candidate;
                }
            }
        }

        return null;
    }
}
