using Traffic.Kafka.Protocol.Records;
using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Kafka.Protocol.Messages;

public sealed class FetchRequest : IRequest<FetchResponse>
{
    public static ApiInfo Api { get; } = new(ApiKey.Fetch, 4, 18, 12);

    public string? ClusterId;
    public int ReplicaId = -1;
    public ReplicaStateData? ReplicaState;
    public int MaxWaitMs;
    public int MinBytes;
    public int MaxBytes = int.MaxValue;
    public sbyte IsolationLevel;
    public int SessionId;
    public int SessionEpoch = -1;
    public List<FetchTopic> Topics = [];
    public List<ForgottenTopic> ForgottenTopicsData = [];
    public string RackId = "";

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ReplicaId, to: 14);
        v.Int32(ref MaxWaitMs);
        v.Int32(ref MinBytes);
        v.Int32(ref MaxBytes);
        v.Int8(ref IsolationLevel);
        v.Int32(ref SessionId, from: 7);
        v.Int32(ref SessionEpoch, from: 7);
        v.Array(ref Topics);
        v.Array(ref ForgottenTopicsData, from: 7);
        v.String(ref RackId, from: 11);
    }

    public void TaggedFields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        if (v.Tag(0, isDefault: ClusterId is null, from: 12))
        {
            v.NullableString(ref ClusterId);
        }

        if (v.Tag(1, isDefault: ReplicaState is null, from: 15))
        {
            v.Struct(ref ReplicaState!);
        }
    }

    public sealed class ReplicaStateData : IMessage
    {
        public int ReplicaId = -1;
        public long ReplicaEpoch = -1;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32(ref ReplicaId);
            v.Int64(ref ReplicaEpoch);
        }
    }

    public sealed class FetchTopic : IMessage
    {
        public string Topic = "";
        public Guid TopicId;
        public List<FetchPartition> Partitions = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Topic, to: 12);
            v.Uuid(ref TopicId, from: 13);
            v.Array(ref Partitions);
        }
    }

    public sealed class FetchPartition : IMessage
    {
        public int Partition;
        public int CurrentLeaderEpoch = -1;
        public long FetchOffset;
        public int LastFetchedEpoch = -1;
        public long LogStartOffset = -1;
        public int PartitionMaxBytes;
        public Guid ReplicaDirectoryId;
        public long HighWatermark = long.MaxValue;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32(ref Partition);
            v.Int32(ref CurrentLeaderEpoch, from: 9);
            v.Int64(ref FetchOffset);
            v.Int32(ref LastFetchedEpoch, from: 12);
            v.Int64(ref LogStartOffset, from: 5);
            v.Int32(ref PartitionMaxBytes);
        }

        public void TaggedFields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            if (v.Tag(0, isDefault: ReplicaDirectoryId == Guid.Empty, from: 17))
            {
                v.Uuid(ref ReplicaDirectoryId);
            }

            if (v.Tag(1, isDefault: HighWatermark == long.MaxValue, from: 18))
            {
                v.Int64(ref HighWatermark);
            }
        }
    }

    public sealed class ForgottenTopic : IMessage
    {
        public string Topic = "";
        public Guid TopicId;
        public List<int> Partitions = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Topic, to: 12);
            v.Uuid(ref TopicId, from: 13);
            v.Int32s(ref Partitions);
        }
    }
}

public sealed class FetchResponse : IMessage
{
    public int ThrottleTimeMs;
    public ErrorCode ErrorCode;
    public int SessionId;
    public List<FetchableTopicResponse> Responses = [];
    public List<NodeEndpoint> NodeEndpoints = [];

    public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        v.Int32(ref ThrottleTimeMs);
        v.Error(ref ErrorCode, from: 7);
        v.Int32(ref SessionId, from: 7);
        v.Array(ref Responses);
    }

    public void TaggedFields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
    {
        if (v.Tag(0, isDefault: NodeEndpoints.Count == 0, from: 16))
        {
            v.Array(ref NodeEndpoints);
        }
    }

    public sealed class FetchableTopicResponse : IMessage
    {
        public string Topic = "";
        public Guid TopicId;
        public List<PartitionData> Partitions = [];

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.String(ref Topic, to: 12);
            v.Uuid(ref TopicId, from: 13);
            v.Array(ref Partitions);
        }
    }

    public sealed class PartitionData : IMessage
    {
        public int PartitionIndex;
        public ErrorCode ErrorCode;
        public long HighWatermark;
        public long LastStableOffset = -1;
        public long LogStartOffset = -1;
        public EpochEndOffset? DivergingEpoch;
        public LeaderIdAndEpoch? CurrentLeader;
        public SnapshotIdData? SnapshotId;
        public List<AbortedTransaction>? AbortedTransactions;
        public int PreferredReadReplica = -1;
        public RecordData Records;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32(ref PartitionIndex);
            v.Error(ref ErrorCode);
            v.Int64(ref HighWatermark);
            v.Int64(ref LastStableOffset);
            v.Int64(ref LogStartOffset, from: 5);
            v.NullableArray(ref AbortedTransactions);
            v.Int32(ref PreferredReadReplica, from: 11);
            v.Records(ref Records);
        }

        public void TaggedFields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            if (v.Tag(0, isDefault: DivergingEpoch is null, from: 12))
            {
                v.Struct(ref DivergingEpoch!);
            }

            if (v.Tag(1, isDefault: CurrentLeader is null, from: 12))
            {
                v.Struct(ref CurrentLeader!);
            }

            if (v.Tag(2, isDefault: SnapshotId is null, from: 12))
            {
                v.Struct(ref SnapshotId!);
            }
        }
    }

    public sealed class EpochEndOffset : IMessage
    {
        public int Epoch = -1;
        public long EndOffset = -1;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int32(ref Epoch);
            v.Int64(ref EndOffset);
        }
    }

    public sealed class SnapshotIdData : IMessage
    {
        public long EndOffset = -1;
        public int Epoch = -1;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int64(ref EndOffset);
            v.Int32(ref Epoch);
        }
    }

    public sealed class AbortedTransaction : IMessage
    {
        public long ProducerId;
        public long FirstOffset;

        public void Fields<TVisitor>(ref TVisitor v) where TVisitor : struct, IFieldVisitor
        {
            v.Int64(ref ProducerId);
            v.Int64(ref FirstOffset);
        }
    }
}
