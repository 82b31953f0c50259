namespace Aspire.Hosting.ApplicationModel;

/// <summary>The address of an endpoint, known once the system starts.</summary>
public sealed class EndpointReference
{
    internal EndpointReference(Resource resource, string endpointName) => (Resource, EndpointName) = (resource, endpointName);

    public string EndpointName { get; }

    internal Resource Resource { get; }
}
