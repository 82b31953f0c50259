namespace Traffic.Streaming.Deduplication;

/// <summary>
/// The identities of a lane's accepted records with their event times. One older than the given limit counts as forgotten and
/// makes room, so memory is bounded by the records within the horizon. Open addressing with linear probing; no allocation
/// but when it grows.
/// </summary>
internal sealed class IdentitySet
{
    private const int InitialCapacity = 64;
    private const long Free = long.MinValue;

    private UInt128[] _ids = [];
    private long[] _times = [];

    /// <summary>Identities held, forgotten ones included until their room is needed.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Adds an identity unless it is there with an event time ≥ <paramref name="forgottenBefore"/>; then
    /// <paramref name="first"/> is that time.
    /// </summary>
    public bool TryAdd(UInt128 id, long eventTime, long forgottenBefore, out long first)
    {
        if (Count >= _ids.Length / 4 * 3)
        {
            MakeRoom(forgottenBefore);
        }

        var slot = Find(id);
        first = _times[slot];
        if (first != Free && first >= forgottenBefore)
        {
            return false;
        }

        Count += first == Free ? 1 : 0;
        _ids[slot] = id;
        _times[slot] = eventTime;
        return true;
    }

    public void Clear()
    {
        (_ids, _times, Count) = ([], [], 0);
    }

    /// <summary>The slot of the identity, or the free one where it belongs.</summary>
    private int Find(UInt128 id)
    {
        var slot = Home(id);
        while (_times[slot] != Free && _ids[slot] != id)
        {
            slot = (slot + 1) & (_ids.Length - 1);
        }

        return slot;
    }

    private int Home(UInt128 id)
    {
        // Ids may be sequential (UUIDv7): multiply so that all bits reach the high ones.
        var mixed = ((ulong)id ^ ((ulong)(id >> 64) * 0x9E3779B97F4A7C15)) * 0xD6E8FEB86659FD93;
        return (int)(mixed >> 33) & (_ids.Length - 1);
    }

    private void MakeRoom(long forgottenBefore)
    {
        for (var slot = 0; slot < _times.Length; slot++)
        {
            while (_times[slot] != Free && _times[slot] < forgottenBefore)
            {
                Remove(slot);
            }
        }

        if (Count >= _ids.Length / 2)
        {
            Grow();
        }
    }

    private void Grow()
    {
        var (ids, times) = (_ids, _times);
        _ids = new UInt128[Math.Max(InitialCapacity, ids.Length * 2)];
        _times = new long[_ids.Length];
        Array.Fill(_times, Free);
        for (var i = 0; i < ids.Length; i++)
        {
            if (times[i] != Free)
            {
                var slot = Find(ids[i]);
                (_ids[slot], _times[slot]) = (ids[i], times[i]);
            }
        }
    }

    /// <summary>Frees a slot and moves up what had been pushed past it, so that probing never stops short.</summary>
    private void Remove(int slot)
    {
        var mask = _ids.Length - 1;
        for (var next = (slot + 1) & mask; _times[next] != Free; next = (next + 1) & mask)
        {
            if (((next - Home(_ids[next])) & mask) >= ((next - slot) & mask))
            {
                (_ids[slot], _times[slot]) = (_ids[next], _times[next]);
                slot = next;
            }
        }

        _times[slot] = Free;
        Count--;
    }
}
