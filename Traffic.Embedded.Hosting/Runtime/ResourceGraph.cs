using Aspire.Hosting.ApplicationModel;

namespace Traffic.Embedded.Hosting.Runtime;

/// <summary>Who waits for whom.</summary>
internal static class ResourceGraph
{
    /// <summary>Each resource after all that it waits for, otherwise as declared.</summary>
    /// <exception cref="HostException">Resources wait for each other.</exception>
    public static IReadOnlyList<Resource> Order(IReadOnlyList<Resource> resources)
    {
        var ordered = new List<Resource>();
        var path = new List<Resource>();
        foreach (var resource in resources)
            Visit(resource);
        return ordered;

        void Visit(Resource resource)
        {
            if (ordered.Contains(resource))
                return;
            if (path.IndexOf(resource) is >= 0 and var start)
                throw new HostException($"{string.Join(" waits for ", path.Skip(start).Append(resource).Select(r => r.Name))}: none of them can start");
            path.Add(resource);
            foreach (var wait in resource.Waits)
                Visit(wait.Dependency);
            path.RemoveAt(path.Count - 1);
            ordered.Add(resource);
        }
    }

    public static bool IsSatisfied(WaitDeclaration wait, ResourceStatus dependency) => dependency.State == ResourceState.Skipped || wait.Until switch
    {
        WaitUntil.Started => dependency.State == ResourceState.Running || (dependency.State == ResourceState.Starting && dependency.Pid is not null),
        WaitUntil.Completed => dependency.State == ResourceState.Exited && dependency.ExitCode == wait.ExitCode,
        _ => dependency.State == ResourceState.Running,
    };
}
