using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Traffic.Tests.Unit.Feeds;

/// <summary>A declaration as text, a property a line, without what only people read: the same exactly when the declaration is.</summary>
internal static class DeclarationText
{
    private static readonly string[] Prose = ["Title", "Description", "Label", "FullName", "SharedRawTopic", "EqualityContract"];

    public static string Of(object declaration)
    {
        var text = new StringBuilder();
        Append(text, "", declaration);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string path, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string or ValueType:
                text.Append(CultureInfo.InvariantCulture, $"{path} = {value}\n");
                break;
            case IEnumerable items:
                foreach (var (i, item) in items.Cast<object>().Index())
                {
                    Append(text, $"{path}[{i}]", item);
                }

                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"{path} : {value.GetType().Name}\n");
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    if (!Prose.Contains(property.Name))
                    {
                        Append(text, $"{path}.{property.Name}", property.GetValue(value));
                    }
                }

                break;
        }
    }
}
