using Traffic.Embedded.Hosting.Runtime;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A setting of the system: <c>Parameters:{name}</c> from the configuration, else its default, else generated once and kept.</summary>
public sealed class ParameterResource : IResource
{
    private readonly Func<HostContext, string> _value;

    internal ParameterResource(string name, bool secret, Func<HostContext, string> value) => (Name, Secret, _value) = (name, secret, value);

    public string Name { get; }

    public bool Secret { get; }

    internal string Value(HostContext host) => _value(host);
}

/// <summary>A default that is made up at the first start.</summary>
public sealed class GenerateParameterDefault
{
    public int MinLength { get; set; } = 22;

    public bool Special { get; set; } = true;
}
