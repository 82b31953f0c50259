namespace Traffic.Embedded.Broker.Network;

/// <summary>The one node of the cluster, as clients are told of it.</summary>
internal sealed record BrokerNode(int Id, string Host, int Port, string ClusterId);
