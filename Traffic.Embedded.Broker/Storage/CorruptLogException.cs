namespace Traffic.Embedded.Broker.Storage;

/// <summary>A segment file does not hold a batch where one should be.</summary>
internal sealed class CorruptLogException(string file, long position) : IOException($"{file} is damaged at position {position}");
