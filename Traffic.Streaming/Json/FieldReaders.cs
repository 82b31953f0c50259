using Traffic.Streaming.Columns;
using Traffic.Streaming.Declarations;

namespace Traffic.Streaming.Json;

/// <summary>Chooses the reader of a field by its type.</summary>
internal static class FieldReaders
{
    public static FieldReader Create(StreamDeclaration stream, Field field, RecordBatch batch) => field.Type switch
    {
        FieldType.String => new TextReader(field, batch.Text(field.Name)),
        FieldType.Long or FieldType.Money => new LongReader(field, batch.Long(field.Name)),
        FieldType.Double => new DoubleReader(field, batch.Double(field.Name)),
        FieldType.Bool => new BoolReader(field, batch.Bool(field.Name)),
        FieldType.Uuid => new UuidReader(field, batch.Uuid(field.Name)),
        FieldType.Timestamp => new TimestampReader(stream, field, batch),
        _ => throw new ArgumentException($"{stream.FullName}.{field.Name}: type {field.Type} cannot be read from JSON."),
    };
}
