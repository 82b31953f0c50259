using Aspire.Hosting.ApplicationModel;
using Traffic.Embedded.Hosting.Logs;

namespace Traffic.Embedded.Hosting.Runtime;

/// <summary>One replica of a resource and where it stands.</summary>
internal sealed class ResourceInstance(Resource resource, int replica, Launch launch, IReadOnlyList<string> urls, ResourceLog log)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Raised after every change of <see cref="Status"/>.</summary>
    public event Action<ResourceInstance>? Changed;

    public Resource Resource => resource;

    public int Replica => replica;

    public Launch Launch => launch;

    public IReadOnlyList<string> Urls => urls;

    public ResourceLog Log => log;

    /// <summary>Name, and number where there are several.</summary>
    public string DisplayName => resource.Replicas > 1 ? $"{resource.Name}-{replica}" : resource.Name;

    public ResourceStatus Status { get; private set; } = new(ResourceState.Waiting);

    public void Update(Func<ResourceStatus, ResourceStatus> change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            Status = change(Status);
            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
        Changed?.Invoke(this);
    }

    public async Task<ResourceStatus> WaitAsync(Func<ResourceStatus, bool> until, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (until(Status))
                    return Status;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }
}
