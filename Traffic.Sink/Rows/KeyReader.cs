using System.Text.Unicode;

namespace Traffic.Sink.Rows;

/// <summary>Reads a message key into the first columns of a row.</summary>
internal delegate Refusal? KeyReader(JsonRow row, ReadOnlySpan<byte> key);

/// <summary>The forms of message keys.</summary>
internal static class KeyReaders
{
    /// <summary>Windows: a JSON array of the key columns.</summary>
    public static KeyReader JsonArray(int columns) => (row, key) => row.ReadArray(key, columns);

    /// <summary>Reference data: the texts of the key columns, joined by '|'.</summary>
    public static KeyReader Joined(int columns) => (row, key) =>
    {
        row.Clear();
        if (key.Count((byte)'|') != columns - 1 || !Utf8.IsValid(key) || key.Contains((byte)0))
            return new Refusal(null, $"the key is not {columns} texts joined by '|'");
        var column = 0;
        foreach (var part in key.Split((byte)'|'))
            row.SetText(column++, key[part]);
        return null;
    };
}
