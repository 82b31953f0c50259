using Traffic.Feeds.Sql;
using Traffic.Sink.Schema;

namespace Traffic.Tests.Unit.Sink;

public sealed class TableDifferenceTests
{
    private static readonly SqlTable Table = new(new("a", "b"), 2, "", [Column("id", true), Column("name", false)]) { Key = ["id"] };

    [Fact]
    public void Added_Same_IsEmpty() => Assert.Empty(Added(("id", "text", true), ("name", "text", false)));

    [Fact]
    public void Added_NewOptionalColumn_IsAdded() => Assert.Equal("name", Assert.Single(Added(("id", "text", true))).Name);

    [Fact]
    public void Added_NewRequiredColumn_IsRefused() => Refused("column id is new and required", ("name", "text", false));

    [Fact]
    public void Added_OtherType_IsRefused() =>
        Refused("column name is bigint in the database and text in the declaration", ("id", "text", true), ("name", "bigint", false));

    [Fact]
    public void Added_OtherNullability_IsRefused() =>
        Refused("column name is text not null in the database and text in the declaration", ("id", "text", true), ("name", "text", true));

    [Fact]
    public void Added_ColumnGone_IsRefused() =>
        Refused("column old is in the database but not in the declaration", ("id", "text", true), ("name", "text", false), ("old", "text", false));

    [Fact]
    public void Added_OtherKey_IsRefused() =>
        Assert.Contains("its key is (name)", Assert.Throws<SchemaException>(() => TableDifference.Added(Table, [], "name")).Message, StringComparison.Ordinal);

    private static SqlColumn Column(string name, bool notNull) => new(name, SqlType.Text, notNull, "");

    private static IReadOnlyList<SqlColumn> Added(params (string Name, string Type, bool NotNull)[] existing) =>
        TableDifference.Added(Table, [.. existing.Select(e => new ExistingColumn(e.Name, e.Type, e.NotNull))], "id");

    private static void Refused(string message, params (string Name, string Type, bool NotNull)[] existing)
    {
        var error = Assert.Throws<SchemaException>(() => Added(existing));
        Assert.StartsWith($"a.b: {message}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
