using Traffic.Streaming.Windows;

namespace Traffic.Api.Windows;

/// <summary>The rows of one bucket and group, merged. Kept and cleared between buckets.</summary>
internal sealed class MergedWindow(WindowSchema schema)
{
    private readonly Accumulator _row = new(schema);

    public Accumulator Total { get; } = new(schema);

    /// <summary>The bucket reaches past the watermark of a lane that is in it: more may come.</summary>
    public bool Open { get; private set; }

    private bool Provisional { get; set; }

    private bool Corrected { get; set; }

    public string Status => Open || Provisional ? "provisional" : Corrected ? "corrected" : "final";

    public void Add(IWindowRow row, bool open, bool provisional, bool corrected)
    {
        if (Total.Count == 0)
        {
            Total.Load(row);
        }
        else
        {
            _row.Clear();
            _row.Load(row);
            Total.Merge(_row);
        }

        Open |= open;
        Provisional |= provisional;
        Corrected |= corrected;
    }

    public void Clear()
    {
        Total.Clear();
        (Open, Provisional, Corrected) = (false, false, false);
    }
}
