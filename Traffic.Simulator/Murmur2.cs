using System.Buffers.Binary;

namespace Traffic.Simulator;

/// <summary>The partitioner of Kafka's Java clients: murmur2 of the key.</summary>
internal static class Murmur2
{
    public static int Partition(ReadOnlySpan<byte> key, int partitions) => (int)((Hash(key) & 0x7FFF_FFFF) % (uint)partitions);

    public static uint Hash(ReadOnlySpan<byte> data)
    {
        const uint m = 0x5BD1_E995;
        var hash = 0x9747_B28Cu ^ (uint)data.Length;
        for (; data.Length >= 4; data = data[4..])
        {
            var k = BinaryPrimitives.ReadUInt32LittleEndian(data) * m;
            hash = (hash * m) ^ ((k ^ (k >> 24)) * m);
        }

        for (var i = data.Length - 1; i >= 0; i--)
        {
            hash ^= (uint)data[i] << (8 * i);
        }

        hash = data.Length > 0 ? hash * m : hash;
        hash = (hash ^ (hash >> 13)) * m;
        return hash ^ (hash >> 15);
    }
}
