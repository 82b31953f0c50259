namespace Traffic.Tests.Postgres.Api;

/// <summary>The test classes that share one <see cref="RoadsData"/>.</summary>
[CollectionDefinition]
public sealed class RoadsCollection : ICollectionFixture<RoadsData>;
