namespace Traffic.Embedded.Broker.Storage;

/// <summary>Told of what happens to segment files beside requests, so that nothing of it stays unsaid.</summary>
internal interface IStorageReport
{
    /// <summary>The end of the file was no whole batch and is gone: it was being written when the process was killed.</summary>
    void TailCut(string file, long position, long bytes);

    /// <summary>Bytes in the middle of a file are no batch.</summary>
    void Damaged(string file, long position, long bytes);

    /// <summary>A full segment did not reach the disk. Its records are still in the page cache.</summary>
    void NotFlushed(string file, string problem);
}
