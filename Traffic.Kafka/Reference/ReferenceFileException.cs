namespace Traffic.Kafka.Reference;

/// <summary>A reference file can't be used. The message is one line that names the file, the row and the field.</summary>
public sealed class ReferenceFileException : Exception
{
    public ReferenceFileException(string message)
        : base(message)
    {
    }

    public ReferenceFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ReferenceFileException()
    {
    }
}
