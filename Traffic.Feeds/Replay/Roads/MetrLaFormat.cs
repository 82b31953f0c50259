using System.Globalization;
using System.Text.RegularExpressions;
using Traffic.Streaming.Declarations;

namespace Traffic.Feeds.Replay.Roads;

/// <summary>
/// METR-LA speeds as a matrix: the header holds detector ids, each further row one speed (mph) per detector, five minutes after
/// the row before. The first row is at 00:00 local time (Los Angeles) of a date that stands in the file name or is given.
/// Source: github.com/lehaifeng/T-GCN, data/los_speed.csv.
/// </summary>
public sealed partial class MetrLaFormat(FeedDeclaration feed) : ReplayFormat
{
    private const string Date = "date";
    private const string DatePattern = "yyyy-MM-dd";

    public override string Name => "metr-la";

    public override IReadOnlyList<string> Constants => [Date];

    public override bool Matches(ReplayFile file)
    {
        var ids = file.Head[0].Split(',');
        return ids.All(id => id.Length > 0 && id.All(char.IsAsciiDigit))
            && file.Head.Count > 1
            && (file.Head[1].Split(',').Length == ids.Length || file.Head.Count == 2);
    }

    public override ReplayConverter Open(ReplayFile file, IReadOnlyDictionary<string, string> constants)
    {
        if (!Matches(file))
        {
            throw new ReplayException(
                $"{file.Path}: not in format {Name}: it begins with '{ReplayFormats.Excerpt(file.Head[0])}' where detector ids are expected");
        }

        var given = constants.TryGetValue(Date, out var text);
        text ??= DateInName().Match(file.Name).Value;
        if (text.Length == 0)
        {
            throw new ReplayException($"{file.Path}: the date of the first row is not in the file name: give it with --set date=YYYY-MM-DD");
        }

        if (!DateOnly.TryParseExact(text, DatePattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            throw new ReplayException(given
                ? $"--set date={text}: must be a date like 2012-03-01"
                : $"{file.Path}: '{text}' in the file name is no date: give the date of the first row with --set date=YYYY-MM-DD");
        }

        return new MetrLaConverter(feed.Find("detectors")!, date, new Dictionary<string, string> { [Date] = date.ToString(DatePattern, CultureInfo.InvariantCulture) });
    }

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}")]
    private static partial Regex DateInName();
}
