using Traffic.Embedded.Hosting;
using Traffic.Embedded.Hosting.Data;

namespace Traffic.Tests.Unit.Hosting;

public sealed class DataFolderTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("traffic-data-").FullName;

    private string Folder => Path.Combine(_parent, "data");

    [Fact]
    public async Task Open_Twice_IsRefusedUntilTheFirstEnds()
    {
        using (await OpenAsync())
        {
            var error = await Assert.ThrowsAsync<HostException>(() => OpenAsync());
            Assert.StartsWith($"a system already runs on {Folder}", error.Message, StringComparison.Ordinal);
        }

        using var again = await OpenAsync();
        Assert.Equal(Folder, again.Path);
    }

    [Fact]
    public async Task Secret_IsKeptAndPrivate()
    {
        string secret;
        using (var data = await OpenAsync())
            secret = data.Secret("a");

        using var again = await OpenAsync();

        Assert.Equal(secret, again.Secret("a"));
        Assert.NotEqual(secret, again.Secret("b"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Folder, "secrets.json")));
    }

    [Fact]
    public async Task Open_Fresh_LeavesNothingOfBefore()
    {
        string secret;
        using (var data = await OpenAsync())
        {
            secret = data.Secret("a");
            await File.WriteAllTextAsync(Path.Combine(data.Folder("kafka"), "log"), "", TestContext.Current.CancellationToken);
        }

        using var fresh = await OpenAsync(fresh: true);

        Assert.Equal(["lock", "version"], Directory.GetFileSystemEntries(Folder).Select(Path.GetFileName).Order());
        Assert.NotEqual(secret, fresh.Secret("a"));
    }

    [Fact]
    public async Task Open_FreshWhileItRuns_LeavesItAlone()
    {
        using var data = await OpenAsync();
        data.Folder("kafka");

        await Assert.ThrowsAsync<HostException>(() => OpenAsync(fresh: true));

        Assert.True(Directory.Exists(Path.Combine(Folder, "kafka")));
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    private Task<DataFolder> OpenAsync(bool fresh = false) => DataFolder.OpenAsync(Folder, fresh, TestContext.Current.CancellationToken);
}
