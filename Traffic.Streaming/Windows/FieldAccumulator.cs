using System.Buffers;
using System.Buffers.Binary;
using Traffic.Streaming.Buffers;
using Traffic.Streaming.Columns;
using Traffic.Streaming.Sketches;

namespace Traffic.Streaming.Windows;

/// <summary>What one window has seen of one field. Every part merges associatively and commutatively.</summary>
internal sealed class FieldAccumulator(AggregatedField plan)
{
    public long NonNull { get; set; }
    public long True { get; set; }
    public Int128 Sum { get; set; }
    public Int128 ReciprocalSum { get; set; }
    public double Min { get; set; } = double.PositiveInfinity;
    public double Max { get; set; } = double.NegativeInfinity;
    public DdSketch? Sketch { get; } = plan.Sketch ? new() : null;
    public TimeCoverage? Coverage { get; } = plan.Coverage ? new() : null;

    public void Add(Column column, int row, long eventTime)
    {
        if (!column.IsValid(row))
        {
            return;
        }

        NonNull++;
        switch (column)
        {
            case ValueColumn<double> doubles:
                Add(doubles[row]);
                break;
            case ValueColumn<long> longs:
                Add(longs[row]);
                Coverage?.Add(eventTime, longs[row]);
                break;
            case ValueColumn<bool> bools:
                True += bools[row] ? 1 : 0;
                break;
        }
    }

    public void Merge(FieldAccumulator other)
    {
        NonNull += other.NonNull;
        True += other.True;
        Sum += other.Sum;
        ReciprocalSum += other.ReciprocalSum;
        Min = Math.Min(Min, other.Min);
        Max = Math.Max(Max, other.Max);
        Sketch?.Merge(other.Sketch!);
        Coverage?.Merge(other.Coverage!);
    }

    public void Clear()
    {
        (NonNull, True, Sum, ReciprocalSum) = (0, 0, 0, 0);
        (Min, Max) = (double.PositiveInfinity, double.NegativeInfinity);
        Sketch?.Clear();
        Coverage?.Clear();
    }

    /// <summary>The estimate, kept within the extremes where the record has them; see <see cref="DdSketch"/>.</summary>
    public double Percentile(int percent)
    {
        var value = Sketch!.Percentile(percent);
        return plan.Extremes ? Math.Clamp(value, Min, Max) : value;
    }

    public void WriteState(IBufferWriter<byte> output, ArrayBufferWriter<byte> scratch)
    {
        Varint.Write(output, (ulong)NonNull);
        Varint.Write(output, (ulong)True);
        var fixedPart = output.GetSpan(48);
        BinaryPrimitives.WriteInt128LittleEndian(fixedPart, Sum);
        BinaryPrimitives.WriteInt128LittleEndian(fixedPart[16..], ReciprocalSum);
        BinaryPrimitives.WriteDoubleLittleEndian(fixedPart[32..], Min);
        BinaryPrimitives.WriteDoubleLittleEndian(fixedPart[40..], Max);
        output.Advance(48);
        scratch.ResetWrittenCount();
        Sketch?.Write(scratch);
        WriteBytes(output, scratch.WrittenSpan);
        scratch.ResetWrittenCount();
        Coverage?.Write(scratch);
        WriteBytes(output, scratch.WrittenSpan);
    }

    public void ReadState(ref ReadOnlySpan<byte> input)
    {
        NonNull = (long)Varint.Read(ref input);
        True = (long)Varint.Read(ref input);
        Sum = BinaryPrimitives.ReadInt128LittleEndian(input);
        ReciprocalSum = BinaryPrimitives.ReadInt128LittleEndian(input[16..]);
        Min = BinaryPrimitives.ReadDoubleLittleEndian(input[32..]);
        Max = BinaryPrimitives.ReadDoubleLittleEndian(input[40..]);
        input = input[48..];
        var sketch = ReadBytes(ref input);
        var coverage = ReadBytes(ref input);
        Sketch?.Merge(sketch);
        Coverage?.Merge(coverage);
    }

    private static void WriteBytes(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        Varint.Write(output, (ulong)bytes.Length);
        output.Write(bytes);
    }

    private static ReadOnlySpan<byte> ReadBytes(ref ReadOnlySpan<byte> input)
    {
        var length = (int)Varint.Read(ref input);
        var bytes = input[..length];
        input = input[length..];
        return bytes;
    }

    private void Add(double value)
    {
        Sum += FixedPoint.Round(value, plan.Scale);
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
        if (plan.ReciprocalFloor is { } floor)
        {
            ReciprocalSum += FixedPoint.Round(1 / Math.Max(value, floor), FixedPoint.ReciprocalScale);
        }

        Sketch?.Add(value);
    }
}
