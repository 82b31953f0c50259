namespace Traffic.Embedded.Hosting.Runtime;

/// <summary>What <c>run.json</c> tells other programs about where to reach the system.</summary>
internal sealed record SystemAddresses(IReadOnlyDictionary<string, string> Urls, IReadOnlyDictionary<string, string> ConnectionStrings)
{
    public static SystemAddresses Of(HostModel model, HostContext host, Uri resourcesPage)
    {
        var urls = new Dictionary<string, string>();
        if (Find("api") is { } api)
        {
            urls["dashboard"] = api.GetLeftPart(UriPartial.Authority);
            urls["api"] = api.GetLeftPart(UriPartial.Authority);
        }

        if (Find("kafka") is { } kafka)
            urls["kafka"] = kafka.Authority;
        urls["resources"] = resourcesPage.GetLeftPart(UriPartial.Authority);
        var connectionStrings = model.Resources.SelectMany(r => r.References)
            .Where(r => r.ConnectionName is not null)
            .DistinctBy(r => r.ConnectionName)
            .Select(r => (Name: r.ConnectionName!, Value: r.Dependency.ConnectionString(host)))
            .Where(r => r.Value is not null)
            .ToDictionary(r => r.Name, r => r.Value!);
        return new SystemAddresses(urls, connectionStrings);

        Uri? Find(string name) => model.Resources.FirstOrDefault(r => r.Name == name) is { Endpoints: [var first, ..] } resource
            ? host.FindEndpoint(resource, first.Name)
            : null;
    }
}
