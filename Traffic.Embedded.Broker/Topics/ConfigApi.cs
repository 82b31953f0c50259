using Traffic.Embedded.Broker.Network;
using Traffic.Kafka.Protocol;
using Traffic.Kafka.Protocol.Messages;

namespace Traffic.Embedded.Broker.Topics;

/// <summary>DescribeConfigs, AlterConfigs and IncrementalAlterConfigs for topics; the broker's own settings are read-only.</summary>
internal sealed class ConfigApi(TopicStore topics, BrokerSettings broker)
{
    private const sbyte TopicResource = 2;
    private const sbyte BrokerResource = 4;

    private enum Operation : sbyte
    {
        Set = 0,
        Delete = 1,
        Append = 2,
        Subtract = 3,
    }

    public ValueTask<DescribeConfigsResponse?> HandleAsync(DescribeConfigsRequest request, RequestContext context) => new(new DescribeConfigsResponse
    {
        Results = request.Resources.ConvertAll(asked =>
        {
            var answer = new DescribeConfigsResponse.DescribeConfigsResult { ResourceType = asked.ResourceType, ResourceName = asked.ResourceName };
            if (asked.ResourceType == TopicResource)
            {
                if (topics.Find(asked.ResourceName) is { } topic)
                {
                    answer.Configs.AddRange(TopicSettings.Definitions.Where(Wanted).Select(s => Describe(s, topic.Settings, request.IncludeSynonyms)));
                }
                else
                {
                    answer.ErrorCode = ErrorCode.UnknownTopicOrPartition;
                    answer.ErrorMessage = $"Topic '{asked.ResourceName}' does not exist.";
                }
            }
            else if (asked.ResourceType == BrokerResource && broker.IsNamed(asked.ResourceName))
            {
                answer.Configs.AddRange(broker.All.Where(Wanted).Select(s => new DescribeConfigsResponse.DescribeConfigsResourceResult
                {
                    Name = s.Name,
                    Value = s.Default,
                    ReadOnly = true,
                    ConfigSource = ConfigSource.Static,
                    ConfigType = (sbyte)s.Type,
                }));
            }
            else
            {
                answer.ErrorCode = ErrorCode.InvalidRequest;
                answer.ErrorMessage = $"Resource type {asked.ResourceType} with name '{asked.ResourceName}' has no settings here.";
            }

            return answer;

            bool Wanted(TopicSetting setting) => asked.ConfigurationKeys is not { } keys || keys.Contains(setting.Name);
        }),
    });

    public ValueTask<AlterConfigsResponse?> HandleAsync(AlterConfigsRequest request, RequestContext context) => new(new AlterConfigsResponse
    {
        Responses = request.Resources.ConvertAll(asked =>
        {
            // The older call replaces all settings of a topic.
            var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
            asked.Configs.Where(c => c.Value is not null).ToList().ForEach(c => settings[c.Name] = c.Value!);
            var (error, message) = Alter(asked.ResourceType, asked.ResourceName, _ => (settings, null), request.ValidateOnly);
            return new AlterConfigsResponse.AlterConfigsResourceResponse { ResourceType = asked.ResourceType, ResourceName = asked.ResourceName, ErrorCode = error, ErrorMessage = message };
        }),
    });

    public ValueTask<IncrementalAlterConfigsResponse?> HandleAsync(IncrementalAlterConfigsRequest request, RequestContext context) => new(new IncrementalAlterConfigsResponse
    {
        Responses = request.Resources.ConvertAll(asked =>
        {
            var (error, message) = Alter(asked.ResourceType, asked.ResourceName, topic => Apply(topic, asked.Configs), request.ValidateOnly);
            return new IncrementalAlterConfigsResponse.AlterConfigsResourceResponse { ResourceType = asked.ResourceType, ResourceName = asked.ResourceName, ErrorCode = error, ErrorMessage = message };
        }),
    });

    private (ErrorCode Error, string? Message) Alter(sbyte type, string name, Func<Topic, (SortedDictionary<string, string> Settings, string? Problem)> change, bool validateOnly)
    {
        if (type != TopicResource)
        {
            return (ErrorCode.InvalidRequest, "Only settings of topics can be changed; the broker's own are given when it starts.");
        }

        if (topics.Find(name) is not { } topic)
        {
            return (ErrorCode.UnknownTopicOrPartition, $"Topic '{name}' does not exist.");
        }

        var (settings, problem) = change(topic);
        if ((problem ?? TopicSettings.Problem(settings)) is { } wrong)
        {
            return (ErrorCode.InvalidConfig, wrong);
        }

        if (!validateOnly)
        {
            topics.ChangeSettings(topic, settings);
        }

        return (ErrorCode.None, null);
    }

    private static (SortedDictionary<string, string> Settings, string? Problem) Apply(Topic topic, List<IncrementalAlterConfigsRequest.AlterableConfig> changes)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in topic.Settings)
        {
            settings[key] = value;
        }

        foreach (var change in changes)
        {
            var operation = (Operation)change.ConfigOperation;
            var definition = TopicSettings.Find(change.Name);
            if (operation is Operation.Append or Operation.Subtract && definition?.Type != SettingType.List)
            {
                return (settings, $"{change.Name} is no list: set it or delete it");
            }

            var items = settings.GetValueOrDefault(change.Name, definition?.Default ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
            var given = (change.Value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
            switch (operation)
            {
                case Operation.Set when change.Value is not null:
                    settings[change.Name] = change.Value;
                    break;
                case Operation.Set or Operation.Delete:
                    settings.Remove(change.Name);
                    break;
                case Operation.Append:
                    settings[change.Name] = string.Join(',', items.Union(given));
                    break;
                case Operation.Subtract:
                    settings[change.Name] = string.Join(',', items.Except(given));
                    break;
                default:
                    return (settings, $"{change.Name}: operation {change.ConfigOperation} is not known");
            }
        }

        return (settings, null);
    }

    private static DescribeConfigsResponse.DescribeConfigsResourceResult Describe(TopicSetting setting, IReadOnlyDictionary<string, string> set, bool synonyms)
    {
        var own = set.TryGetValue(setting.Name, out var value);
        var result = new DescribeConfigsResponse.DescribeConfigsResourceResult
        {
            Name = setting.Name,
            Value = own ? value : setting.Default,
            ConfigSource = own ? ConfigSource.Topic : ConfigSource.Default,
            ConfigType = (sbyte)setting.Type,
        };
        if (synonyms)
        {
            if (own)
            {
                result.Synonyms.Add(new() { Name = setting.Name, Value = value, Source = ConfigSource.Topic });
            }

            result.Synonyms.Add(new() { Name = setting.Name, Value = setting.Default, Source = ConfigSource.Default });
        }

        return result;
    }
}
