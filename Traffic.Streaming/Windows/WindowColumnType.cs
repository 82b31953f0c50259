namespace Traffic.Streaming.Windows;

/// <summary>How a window column is stored and written: integer, number, or bytes (base64 in JSON).</summary>
public enum WindowColumnType
{
    Long,
    Double,
    Binary,
}
