using System.Net;
using System.Net.Sockets;

namespace Traffic.Tests.System.Hosting;

/// <summary>Each of these ends with one line and exit code 2, and leaves everything as it was.</summary>
public sealed class RefusedStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("traffic-refused-").FullName;

    [Theory]
    [InlineData("unknown option --nonsense: see ./traffic help", "--nonsense")]
    [InlineData("--speed fast: needs a number above 0, e.g. 60", "--speed", "fast")]
    [InlineData("--ports needs auto; without it the ports are fixed", "--ports", "8080")]
    [InlineData("--data needs a folder", "--data")]
    public async Task Run_WrongOption_IsNamed(string line, params string[] arguments) => await AssertRefusedAsync(line, arguments);

    [Fact]
    public async Task Run_AddressThatOthersReach_IsRefused()
    {
        var (code, lines) = await TrafficHost.RunToEndAsync("--bind", "0.0.0.0", "--data", _folder);

        Assert.Equal(2, code);
        Assert.StartsWith("traffic: --bind 0.0.0.0: anything but loopback needs API keys and TLS", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--ports", "auto")]
    [InlineData("--ports", "auto", "--fresh")]
    public async Task Run_FolderOfAnother_IsNotTouched(params string[] options)
    {
        var file = Path.Combine(_folder, "thesis.txt");
        await File.WriteAllTextAsync(file, "years of work", TestContext.Current.CancellationToken);

        await AssertRefusedAsync($"{_folder} is not a data folder of Traffic and not empty: choose another with --data", ["--data", _folder, .. options]);

        Assert.Equal([file], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Run_DataOfAnotherVersion_IsNotTouched()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "version"), "99\n", TestContext.Current.CancellationToken);

        await AssertRefusedAsync(
            $"{_folder} has data format 99, this version of Traffic reads 1: choose another folder with --data, or start with --fresh",
            "--data", _folder, "--ports", "auto");

        Assert.Equal("99\n", await File.ReadAllTextAsync(Path.Combine(_folder, "version"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Run_FolderThatCannotBe_IsNamed()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var (code, lines) = await TrafficHost.RunToEndAsync("--data", Path.Combine(file, "data"), "--ports", "auto");

        Assert.Equal(2, code);
        Assert.StartsWith($"traffic: cannot write to {file}/data", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TakenPort_IsNamed()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 8080);
        try
        {
            taken.Start();
        }
        catch (SocketException)
        {
            // Someone else has it, which does as well.
        }

        var (code, lines) = await TrafficHost.RunToEndAsync("--data", _folder);

        Assert.Equal(2, code);
        Assert.Matches(@"^traffic: port \d+ of \S+ is taken by another program: end it, or start with --ports auto$", Assert.Single(lines));
        Assert.False(Directory.Exists(Path.Combine(_folder, "postgres")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task AssertRefusedAsync(string line, params string[] arguments)
    {
        var (code, lines) = await TrafficHost.RunToEndAsync(arguments);

        Assert.Equal($"traffic: {line}", Assert.Single(lines));
        Assert.Equal(2, code);
    }
}
