using System.Text.Json;
using Traffic.Streaming.Declarations;
using Traffic.Streaming.References;

namespace Traffic.Kafka.Reference;

/// <summary>Checks rows of a reference file against its declaration and writes them in the declared order.</summary>
internal sealed class ReferenceRowParser(ReferenceDeclaration reference, string file)
{
    public ReferenceRow Parse(JsonElement element, int row)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new ReferenceFileException($"{file}, row {row}: must be an object, is {element.ValueKind}");
        foreach (var property in element.EnumerateObject())
        {
            if (reference.Fields.All(f => f.Name != property.Name))
            {
                throw new ReferenceFileException(
                    $"{file}, row {row}, {property.Name}: no such field, there are {string.Join(", ", reference.Fields.Select(f => f.Name))}");
            }
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var field in reference.Fields)
            {
                if (Check(element, field, row) is { } value)
                {
                    writer.WritePropertyName(field.Name);
                    value.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return ReferenceRows.Read(reference, buffer.ToArray());
    }

    private JsonElement? Check(JsonElement element, Field field, int row)
    {
        if (!element.TryGetProperty(field.Name, out var value) || value.ValueKind == JsonValueKind.Null)
            return field.Required ? throw Wrong("is missing") : null;
        double? number = field.Type switch
        {
            FieldType.String when value.ValueKind == JsonValueKind.String => value.GetString()!.Length,
            FieldType.Bool when value.ValueKind is JsonValueKind.True or JsonValueKind.False => null,
            FieldType.Long or FieldType.Money when value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole) => whole,
            FieldType.Double when value.ValueKind == JsonValueKind.Number => value.GetDouble(),
            _ => throw Wrong($"{value.GetRawText()} is not a {field.Type}"),
        };
        if (number is { } n && field.Range is { } range && (n < range.Min || n > range.Max))
        {
            throw Wrong(FormattableString.Invariant(
                $"{value.GetRawText()} is outside {range.Min} to {range.Max}{(field.Type == FieldType.String ? " characters" : "")}"));
        }

        if (field.Allowed is { } allowed && !allowed.Contains(value.GetString(), StringComparer.Ordinal))
            throw Wrong($"{value.GetRawText()} is none of {string.Join(", ", allowed)}");
        return value;

        ReferenceFileException Wrong(string what) => new($"{file}, row {row}, {field.Name}: {what}");
    }
}
