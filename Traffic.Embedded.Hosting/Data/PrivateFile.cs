namespace Traffic.Embedded.Hosting.Data;

/// <summary>Files that only their owner reads, replaced as a whole.</summary>
internal static class PrivateFile
{
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var next = path + ".new";
        File.Delete(next);
        using (var stream = new FileStream(next, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
            stream.Write(content);
        File.Move(next, path, overwrite: true);
    }
}
