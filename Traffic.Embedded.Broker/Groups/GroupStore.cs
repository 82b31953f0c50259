using System.Buffers.Binary;
using System.Collections.Concurrent;
using Traffic.Embedded.Broker.Storage;
using Traffic.Embedded.Broker.Topics;
using Traffic.Kafka.Protocol.Records;
using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Embedded.Broker.Groups;

/// <summary>All groups, as the log of offsets says at the start and the members since.</summary>
internal sealed class GroupStore
{
    private readonly ConcurrentDictionary<string, Group> _groups = new(StringComparer.Ordinal);

    public IEnumerable<Group> All => _groups.Values;

    public Group? Find(string id) => _groups.GetValueOrDefault(id);

    public Group FindOrCreate(string id) => _groups.GetOrAdd(id, static i => new Group(i));

    /// <summary>To be called with the group's lock held.</summary>
    public void Remove(Group group)
    {
        group.State = GroupState.Dead;
        group.Timer?.Dispose();
        _groups.TryRemove(new(group.Id, group));
    }

    /// <summary>No group does anything of its own accord any more.</summary>
    public void Close()
    {
        foreach (var group in _groups.Values)
        {
            lock (group.Sync)
            {
                Remove(group);
            }
        }
    }

    /// <summary>Replays the offsets topic; members go on in their generation with a fresh session.</summary>
    public void Load(TopicStore topics, Rebalance rebalance)
    {
        if (topics.Find(InternalTopics.ConsumerOffsets) is not { } topic)
        {
            return;
        }

        foreach (var partition in topic.Partitions)
        {
            LogWalk.Records(partition, Apply);
        }

        foreach (var group in _groups.Values)
        {
            lock (group.Sync)
            {
                foreach (var member in group.Members.Values)
                {
                    rebalance.Touch(member);
                }

                rebalance.Reschedule(group);
            }
        }
    }

    private void Apply(Record record)
    {
        var key = record.Key.ToArray();
        var value = record.HasValue ? record.Value.ToArray() : null;
        switch (BinaryPrimitives.ReadInt16BigEndian(key))
        {
            case 0 or OffsetCommitKey.Version:
                ApplyOffset(Decode<OffsetCommitKey>(key), value is null ? null : Decode<OffsetCommitValue>(value));
                break;
            case GroupMetadataKey.Version:
                ApplyGroup(Decode<GroupMetadataKey>(key).Group, value is null ? null : Decode<GroupMetadataValue>(value));
                break;
        }
    }

    private void ApplyOffset(OffsetCommitKey key, OffsetCommitValue? value)
    {
        var offsets = FindOrCreate(key.Group).Offsets;
        var partition = new TopicPartition(key.Topic, key.Partition);
        if (value is null)
        {
            offsets.Remove(partition);
        }
        else
        {
            offsets[partition] = new CommittedOffset(value.Offset, value.LeaderEpoch, value.Metadata, value.CommitTimestamp);
        }
    }

    private void ApplyGroup(string id, GroupMetadataValue? value)
    {
        if (value is null)
        {
            _groups.TryRemove(id, out _);
            return;
        }

        var group = FindOrCreate(id);
        group.Members.Clear();
        group.Generation = value.Generation;
        group.ProtocolType = value.ProtocolType.Length > 0 ? value.ProtocolType : null;
        group.ProtocolName = value.Protocol;
        group.LeaderId = value.Leader;
        group.State = value.Members.Count > 0 ? GroupState.Stable : GroupState.Empty;
        foreach (var saved in value.Members)
        {
            group.Members[saved.MemberId] = new GroupMember(saved.MemberId, saved.GroupInstanceId, saved.ClientId, saved.ClientHost)
            {
                SessionTimeoutMs = saved.SessionTimeout,
                RebalanceTimeoutMs = saved.RebalanceTimeout,
                Protocols = [new MemberProtocol(value.Protocol!, saved.Subscription)],
                Assignment = saved.Assignment,
            };
        }
    }

    private static T Decode<T>(byte[] bytes) where T : class, IMessage, new() =>
        new MessageReader(bytes, 2, bytes.Length - 2, BinaryPrimitives.ReadInt16BigEndian(bytes), flexible: false).Read<T>();
}
