namespace Traffic.Embedded.Hosting.Processes;

/// <summary>POSIX signals by their Linux numbers.</summary>
internal enum Signal
{
    Int = 2,
    Quit = 3,
    Kill = 9,
    Term = 15,
}
