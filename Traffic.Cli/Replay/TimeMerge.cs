namespace Traffic.Cli.Replay;

/// <summary>Merges sorted sequences into one, stable: of equal times the earlier sequence comes first.</summary>
internal static class TimeMerge
{
    public static IEnumerable<T> Merge<T>(IEnumerable<IEnumerable<T>> sequences, Func<T, long> time)
    {
        var heads = sequences.Select(s => s.GetEnumerator()).ToList();
        try
        {
            var queue = new PriorityQueue<int, (long Time, int Sequence)>();
            for (var i = 0; i < heads.Count; i++)
            {
                Enqueue(i);
            }

            while (queue.TryDequeue(out var i, out _))
            {
                yield return heads[i].Current;
                Enqueue(i);
            }

            void Enqueue(int i)
            {
                if (heads[i].MoveNext())
                {
                    queue.Enqueue(i, (time(heads[i].Current), i));
                }
            }
        }
        finally
        {
            heads.ForEach(h => h.Dispose());
        }
    }
}
