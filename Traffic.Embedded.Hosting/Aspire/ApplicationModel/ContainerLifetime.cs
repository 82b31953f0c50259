namespace Aspire.Hosting.ApplicationModel;

public enum ContainerLifetime
{
    Session,
    Persistent,
}
