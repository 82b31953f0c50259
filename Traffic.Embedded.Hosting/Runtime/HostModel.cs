using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Traffic.Embedded.Hosting.Runtime;

/// <summary>The map as declared, before anything is started.</summary>
internal sealed record HostModel(RunOptions Options, IConfiguration Configuration, IReadOnlyList<Resource> Resources);
