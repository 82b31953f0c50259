namespace Traffic.Api.Windows;

/// <summary>Compares the values of a row's grouping fields, for lookup and for order.</summary>
internal sealed class GroupKey : IEqualityComparer<GroupValue[]>, IComparer<GroupValue[]>
{
    public static GroupKey Comparer { get; } = new();

    public bool Equals(GroupValue[]? x, GroupValue[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(GroupValue[] obj)
    {
        var hash = default(HashCode);
        foreach (var value in obj)
        {
            hash.Add(value.Text is { } text ? string.GetHashCode(text, StringComparison.Ordinal) : value.Number.GetHashCode());
        }

        return hash.ToHashCode();
    }

    public int Compare(GroupValue[]? x, GroupValue[]? y)
    {
        for (var i = 0; i < x!.Length; i++)
        {
            if (x[i].CompareTo(y![i]) is not 0 and var order)
            {
                return order;
            }
        }

        return 0;
    }
}
