using Traffic.Kafka.Protocol;

namespace Traffic.Embedded.Broker.Topics;

/// <summary>Creates topics after checking what was asked for.</summary>
internal sealed partial class TopicFactory(TopicStore topics, ILogger<TopicFactory> log)
{
    /// <summary>Most partitions of one topic.</summary>
    public const int MaxPartitions = 10_000;

    /// <summary>What is wrong with a wish, or <see cref="ErrorCode.None"/>.</summary>
    public (ErrorCode Error, string? Message) Check(string name, int partitions, SortedDictionary<string, string> settings)
    {
        if (TopicName.Problem(name) is { } badName)
        {
            return (ErrorCode.InvalidTopic, badName);
        }

        if (topics.Find(name) is not null)
        {
            return (ErrorCode.TopicAlreadyExists, $"Topic '{name}' already exists.");
        }

        if (topics.All.FirstOrDefault(t => TopicName.Collide(t.Name, name)) is { } colliding)
        {
            return (ErrorCode.InvalidTopic, $"Topic '{name}' collides with existing topic: {colliding.Name}");
        }

        if (partitions is < 1 or > MaxPartitions)
        {
            return (ErrorCode.InvalidPartitions, $"Number of partitions was {partitions}: 1 to {MaxPartitions} are allowed");
        }

        return TopicSettings.Problem(settings) is { } badSetting ? (ErrorCode.InvalidConfig, badSetting) : (ErrorCode.None, null);
    }

    public (ErrorCode Error, string? Message, Topic? Topic) Create(string name, int partitions, SortedDictionary<string, string> settings)
    {
        var (error, message) = Check(name, partitions, settings);
        if (error != ErrorCode.None)
        {
            return (error, message, null);
        }

        try
        {
            return topics.Create(name, partitions, settings) is { } topic
                ? (ErrorCode.None, null, topic)
                : (ErrorCode.TopicAlreadyExists, $"Topic '{name}' already exists.", null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            LogStorage(name, problem.Message);
            return (ErrorCode.KafkaStorageError, problem.Message, null);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "topic {Topic} can't be created: {Problem}")]
    private partial void LogStorage(string topic, string problem);
}
