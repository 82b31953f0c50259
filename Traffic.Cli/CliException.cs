namespace Traffic.Cli;

/// <summary>Ends the program with one line on stderr and an exit code.</summary>
internal sealed class CliException(int exitCode, string message) : Exception(message)
{
    public int ExitCode => exitCode;
}
