using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Traffic.Embedded.Hosting;
using Traffic.Embedded.Hosting.Data;
using Traffic.Embedded.Hosting.Runtime;

namespace Traffic.Tests.Unit.Hosting;

/// <summary>A map of one's own, with its data folder.</summary>
internal sealed class MapFixture : IDisposable
{
    private readonly List<DataFolder> _opened = [];

    public MapFixture(params string[] options) =>
        Builder = new DistributedApplicationBuilder(RunOptions.Parse(["--ports", "auto", .. options], Folder));

    public string Folder { get; } = Directory.CreateTempSubdirectory("traffic-map-").FullName;

    public IDistributedApplicationBuilder Builder { get; }

    public async Task<HostContext> OpenAsync()
    {
        var data = await DataFolder.OpenAsync(Folder, fresh: false, TestContext.Current.CancellationToken);
        _opened.Add(data);
        var options = RunOptions.Parse(["--ports", "auto"], Folder);
        return new HostContext(new HostModel(options, new ConfigurationManager(), Resources), data, new PortAllocator(options.Bind));
    }

    public IReadOnlyList<Resource> Resources => ((DistributedApplicationBuilder)Builder).Resources;

    public void Dispose()
    {
        _opened.ForEach(d => d.Dispose());
        Directory.Delete(Folder, recursive: true);
    }

    internal sealed class AnyProject : IProjectMetadata
    {
        public string ProjectPath => "/somewhere/Any.csproj";

        public string AssemblyPath => "/somewhere/Any.dll";
    }
}
