using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Traffic.Kafka;

/// <summary>librdkafka's log lines and errors in the application's log.</summary>
internal static partial class ClientLog
{
    public static void Write(ILogger log, LogMessage message)
    {
        var level = (LogLevel)message.LevelAs(LogLevelType.MicrosoftExtensionsLogging);
        LogLine(log, level, message.Name, message.Facility, message.Message);
    }

    /// <summary>Errors that librdkafka recovers from by itself are warnings; after a fatal one the client is of no use.</summary>
    public static void Write(ILogger log, string client, Error error)
    {
        if (error.IsFatal)
            LogFatal(log, client, error.Code, error.Reason);
        else
            LogError(log, client, error.Code, error.Reason);
    }

    [LoggerMessage(EventId = 1, Message = "{Client}: {Facility}: {Message}")]
    private static partial void LogLine(ILogger log, LogLevel level, string client, string facility, string message);

    [LoggerMessage(2, LogLevel.Warning, "{Client}: {Code}: {Reason}")]
    private static partial void LogError(ILogger log, string client, ErrorCode code, string reason);

    [LoggerMessage(3, LogLevel.Error, "{Client}: fatal: {Code}: {Reason}")]
    private static partial void LogFatal(ILogger log, string client, ErrorCode code, string reason);
}
