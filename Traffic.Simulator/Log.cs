namespace Traffic.Simulator;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "No simulator is on (Traffic:Simulators is '{Simulators}')")]
    public static partial void NothingToSimulate(this ILogger logger, string simulators);

    [LoggerMessage(2, LogLevel.Information, "{Topic}: simulated from {Start:u} (last record in the log: {Position})")]
    public static partial void RoadStarts(this ILogger logger, string topic, DateTimeOffset start, Emission.SimulationPosition? position);

    [LoggerMessage(3, LogLevel.Information, "{Topic} ends: its road is no longer in the reference data")]
    public static partial void RoadEnds(this ILogger logger, string topic);

    [LoggerMessage(4, LogLevel.Warning, "{Reason}: the simulation starts again from what is stored")]
    public static partial void KafkaFailed(this ILogger logger, string reason);
}
