using Aspire.Hosting.ApplicationModel;
using Traffic.Embedded.Hosting.Logs;

namespace Traffic.Embedded.Hosting.Runtime;

/// <summary>Starts all resources in the order of their waits, and stops them in the opposite one.</summary>
internal sealed class Orchestrator : IDisposable
{
    private readonly List<Worker> _workers = [];

    public Orchestrator(IReadOnlyList<Resource> resources, HostContext host, SupervisorTimes times, TimeProvider time)
    {
        var logs = host.Data.Folder("logs");
        var completions = resources.SelectMany(r => r.Waits).Where(w => w.Until == WaitUntil.Completed).Select(w => w.Dependency).ToHashSet();
        foreach (var resource in ResourceGraph.Order(resources))
        {
            var launch = resource.CreateLaunch(host);
            for (var replica = 0; replica < resource.Replicas; replica++)
            {
                var name = replica == 0 ? resource.Name : $"{resource.Name}-{replica}";
                var urls = resource.Endpoints.Select(e => host.FindEndpoint(resource, e.Name, replica)).OfType<Uri>().Select(Display);
                var instance = new ResourceInstance(resource, replica, launch, [.. urls], new ResourceLog(Path.Combine(logs, $"{name}.log")));
                var supervisor = new Supervisor(instance, stop => DependenciesAsync(resource, stop), completions.Contains(resource), times, time);
                _workers.Add(new Worker(instance, supervisor));
            }
        }
    }

    public IReadOnlyList<ResourceInstance> Instances => [.. _workers.Select(w => w.Instance)];

    public void Start()
    {
        foreach (var worker in _workers)
            worker.Running = worker.Supervisor.RunAsync(worker.Stop.Token);
    }

    /// <summary>Ends once everything is up or done.</summary>
    /// <returns>Null, or the instance that failed.</returns>
    public async Task<ResourceInstance?> WaitUntilUpAsync(CancellationToken cancellationToken)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var all = Instances.Select(async instance =>
        {
            var status = await instance.WaitAsync(s => s.State is not (ResourceState.Waiting or ResourceState.Starting), failed.Token);
            return (instance, status.State);
        }).ToList();
        while (all.Count > 0)
        {
            var next = await Task.WhenAny(all);
            all.Remove(next);
            if (await next is (var instance, ResourceState.Failed))
            {
                await failed.CancelAsync();
                return instance;
            }
        }

        return null;
    }

    /// <summary>Stops each resource once all that wait for it have ended.</summary>
    public Task StopAsync()
    {
        var stopping = new Dictionary<Resource, Task>();
        // In reverse order, so that the dependents of a resource are on their way when its turn comes.
        foreach (var resource in _workers.Select(w => w.Instance.Resource).Distinct().Reverse())
        {
            var dependents = stopping.Where(s => s.Key.Waits.Any(w => w.Dependency == resource)).Select(s => s.Value).ToList();
            stopping[resource] = StopAsync(resource, dependents);
        }

        return Task.WhenAll(stopping.Values);
    }

    /// <returns>False where there is no such resource.</returns>
    public bool Restart(string name, int? replica = null)
    {
        var chosen = _workers.Where(w => w.Instance.Resource.Name == name && (replica is null || w.Instance.Replica == replica)
            && w.Instance.Launch is ProcessLaunch).ToList();
        foreach (var worker in chosen)
            worker.Supervisor.Restart();
        return chosen.Count > 0;
    }

    public void Dispose()
    {
        foreach (var worker in _workers)
        {
            worker.Stop.Dispose();
            worker.Instance.Log.Dispose();
        }
    }

    private static string Display(Uri address) => address.Scheme == "tcp" ? address.Authority : address.GetLeftPart(UriPartial.Authority);

    private async Task StopAsync(Resource resource, IReadOnlyList<Task> dependents)
    {
        await Task.WhenAll(dependents);
        var workers = _workers.Where(w => w.Instance.Resource == resource).ToList();
        await Task.WhenAll(workers.Select(w => w.Stop.CancelAsync()));
        await Task.WhenAll(workers.Select(w => w.Running));
    }

    private async Task DependenciesAsync(Resource resource, CancellationToken cancellationToken)
    {
        foreach (var wait in resource.Waits)
        {
            foreach (var worker in _workers.Where(w => w.Instance.Resource == wait.Dependency))
                await worker.Instance.WaitAsync(s => ResourceGraph.IsSatisfied(wait, s), cancellationToken);
        }
    }

    private sealed class Worker(ResourceInstance instance, Supervisor supervisor)
    {
        public ResourceInstance Instance => instance;

        public Supervisor Supervisor => supervisor;

        public CancellationTokenSource Stop { get; } = new();

        public Task Running { get; set; } = Task.CompletedTask;
    }
}
