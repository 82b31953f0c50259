using Traffic.Streaming.Declarations;

namespace Traffic.Feeds.Replay.Roads;

/// <summary>
/// A PeMS export of one lane of a detector: <c>5 Minutes, Lane 1 Flow (Veh/5 Minutes), # Lane Points, % Observed</c>, with a byte
/// order mark, days before months (<c>04/01/2016 0:05</c> is 4 January), local time of Los Angeles.
/// Source: Caltrans PeMS, as in github.com/xiaochus/TrafficFlowPrediction, data/train.csv.
/// </summary>
public sealed class PemsFormat(FeedDeclaration feed) : ReplayFormat
{
    private const string Detector = "detector";
    private const string DefaultDetector = "pems-lane-1";

    public override string Name => "pems";

    public override IReadOnlyList<string> Constants => [Detector];

    public override bool Matches(ReplayFile file)
    {
        var columns = file.Head[0].Split(',');
        return columns.Length == PemsConverter.Columns
            && columns[0].Trim() == "5 Minutes"
            && columns[1].Contains("Flow", StringComparison.OrdinalIgnoreCase)
            && columns[3].Contains("Observed", StringComparison.OrdinalIgnoreCase);
    }

    public override ReplayConverter Open(ReplayFile file, IReadOnlyDictionary<string, string> constants)
    {
        if (!Matches(file))
        {
            throw new ReplayException(
                $"{file.Path}: not in format {Name}: it begins with '{ReplayFormats.Excerpt(file.Head[0])}' where '5 Minutes,… Flow …,# Lane Points,% Observed' is expected");
        }

        var detector = constants.GetValueOrDefault(Detector, DefaultDetector);
        return new PemsConverter(feed.Find("detectors")!, detector, new Dictionary<string, string> { [Detector] = detector });
    }
}
