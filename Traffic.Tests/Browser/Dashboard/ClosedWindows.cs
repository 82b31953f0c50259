using System.Globalization;
using System.Text.Json;

namespace Traffic.Tests.Browser.Dashboard;

/// <summary>The newest closed minutes of one road: a range whose numbers no longer change.</summary>
internal sealed record ClosedWindows(DateTimeOffset From, DateTimeOffset To)
{
    public const string Region = "Al Barsha";
    public const string Road = "Sheikh Mohammed bin Zayed Road";
    private const int Minutes = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Query of the pages.</summary>
    public string Page => $"region={Uri.EscapeDataString(Region)}&road={Uri.EscapeDataString(Road)}&range={Iso(From)}~{Iso(To)}";

    /// <summary>Waits until the road has enough of them.</summary>
    public static async Task<ClosedWindows> FindAsync(DashboardFixture dashboard)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            var rows = await Rows(dashboard, $"last={Minutes + 3}&group=");
            var closed = rows.Where(r => r.GetProperty("status").GetString() != "provisional").TakeLast(Minutes).ToList();
            if (closed.Count == Minutes)
            {
                return new(closed[0].GetProperty("window_start").GetDateTimeOffset(), closed[^1].GetProperty("window_end").GetDateTimeOffset());
            }

            await Task.Delay(200, timeout.Token);
        }
    }

    /// <summary>What the API says about the range.</summary>
    /// <param name="query">Groups and filters.</param>
    public Task<List<JsonElement>> ReadAsync(DashboardFixture dashboard, string query) =>
        Rows(dashboard, $"from={Iso(From)}&to={Iso(To)}&{query}");

    public static long Count(IEnumerable<JsonElement> rows) => rows.Sum(r => r.GetProperty("count").GetInt64());

    private static async Task<List<JsonElement>> Rows(DashboardFixture dashboard, string query)
    {
        var place = $"region={Uri.EscapeDataString(Region)}&road={Uri.EscapeDataString(Road)}";
        var answer = await dashboard.GetAsync($"/feeds/roads/passages/windows/1m?{place}&{query}");
        return [.. answer.GetProperty("items").EnumerateArray()];
    }

    private static string Iso(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
