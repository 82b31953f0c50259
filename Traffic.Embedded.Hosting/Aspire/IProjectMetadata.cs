namespace Aspire.Hosting;

/// <summary>A project that can be run; the build writes one class for each project that the AppHost references.</summary>
public interface IProjectMetadata
{
    string ProjectPath { get; }

    /// <summary>The built program.</summary>
    string AssemblyPath { get; }
}
