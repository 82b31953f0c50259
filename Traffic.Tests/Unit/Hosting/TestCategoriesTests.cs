namespace Traffic.Tests.Unit.Hosting;

public sealed class TestCategoriesTests
{
    private static readonly string[] Categories = ["Unit", "Kafka", "Postgres", "System", "Browser", "Nightly"];

    /// <summary><c>./traffic test</c> runs the tests by category; one outside of all would never run.</summary>
    [Fact]
    public void Namespaces_OfTests_AreInACategory()
    {
        var lost = typeof(TestCategoriesTests).Assembly.GetTypes()
            .Where(t => t.GetMethods().Any(m => m.GetCustomAttributes(typeof(FactAttribute), inherit: true).Length > 0))
            .Where(t => !Categories.Any(c => t.Namespace == $"Traffic.Tests.{c}" || t.Namespace!.StartsWith($"Traffic.Tests.{c}.", StringComparison.Ordinal)))
            .Select(t => t.FullName);

        Assert.Empty(lost);
    }
}
