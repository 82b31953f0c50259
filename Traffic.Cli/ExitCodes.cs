namespace Traffic.Cli;

internal static class ExitCodes
{
    public const int Good = 0;
    public const int FailedWork = 1;
    public const int Usage = 2;
    public const int TimedOut = 3;
}
