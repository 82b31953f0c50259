using Traffic.Streaming.Declarations;

namespace Traffic.Api.Feeds;

/// <summary>A field of a stream's records.</summary>
/// <param name="Type">string, long, double, money (cents), bool, timestamp or uuid.</param>
/// <param name="Min">Least value, or length of a text; <paramref name="Max"/> likewise.</param>
internal sealed record FieldDescription(
    string Name, string Type, string? Unit, bool Required, bool Derived, string Description, double? Min, double? Max, IReadOnlyList<string>? Allowed)
{
    public static FieldDescription Of(Field field) => new(
        field.Name, field.Type.ToString().ToLowerInvariant(), field.Unit, field.Required, field.Derived, field.Description,
        field.Range?.Min, field.Range?.Max, field.Allowed);
}
