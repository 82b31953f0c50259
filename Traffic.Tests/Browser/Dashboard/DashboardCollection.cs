namespace Traffic.Tests.Browser.Dashboard;

/// <summary>One system for all tests of the dashboard.</summary>
[CollectionDefinition(Name)]
public sealed class DashboardCollection : ICollectionFixture<DashboardFixture>
{
    public const string Name = "dashboard";
}
