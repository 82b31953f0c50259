using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Traffic.Streaming.Columns;

namespace Traffic.Streaming.Deduplication;

/// <summary>
/// What makes a record a duplicate of another, in 128 bits: the uuid itself where that alone identifies it, else the first half
/// of SHA-256 over the identifying fields, for which a collision within any horizon is out of reach.
/// </summary>
internal sealed class RecordIdentity
{
    private readonly ValueColumn<Guid>? _uuid;
    private readonly Column[] _columns;
    private readonly Column[] _presence;
    private readonly ArrayBufferWriter<byte> _bytes = new(128);

    public RecordIdentity(RecordBatch batch)
    {
        _columns = [.. batch.Stream.DeduplicateBy.Select(name => batch[batch.IndexOf(name)])];
        _presence = [.. batch.Stream.DeduplicateByPresenceOf.Select(name => batch[batch.IndexOf(name)])];
        _uuid = _columns is [ValueColumn<Guid> uuid] && _presence.Length == 0 ? uuid : null;
    }

    public UInt128 Of(int row)
    {
        Span<byte> hash = stackalloc byte[32];
        if (_uuid is not null && _uuid.IsValid(row))
        {
            _uuid[row].TryWriteBytes(hash);
            return BinaryPrimitives.ReadUInt128LittleEndian(hash);
        }

        _bytes.ResetWrittenCount();
        foreach (var column in _columns)
        {
            ColumnBytes.Append(column, row, _bytes);
        }

        foreach (var column in _presence)
        {
            ColumnBytes.AppendPresence(column, row, _bytes);
        }

        SHA256.HashData(_bytes.WrittenSpan, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
