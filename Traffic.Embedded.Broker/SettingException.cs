namespace Traffic.Embedded.Broker;

/// <summary>A setting the broker can't start with; the message names it and the fix, in one line.</summary>
internal sealed class SettingException(string message) : Exception(message);
