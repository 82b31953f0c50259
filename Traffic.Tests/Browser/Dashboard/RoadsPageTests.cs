using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Traffic.Tests.Browser.Dashboard;

[Collection(DashboardCollection.Name)]
public sealed class RoadsPageTests(DashboardFixture dashboard)
{
    [Fact]
    public async Task Volume_ClosedMinutes_ShowsTheApisNumbers()
    {
        await using var page = await dashboard.OpenAsync("/roads");
        var range = await ClosedWindows.FindAsync(dashboard);
        var rows = await range.ReadAsync(dashboard, "group=vehicle_type");
        await page.Page.GotoAsync($"/roads?{range.Page}");

        await Expect(page.Samples("Volume")).ToHaveTextAsync($"n = {DashboardPage.Text(ClosedWindows.Count(rows))}");
        var last = rows.Where(r => r.GetProperty("window_end").GetDateTimeOffset() == range.To).ToList();
        await Expect(page.Stat("Car")).ToHaveTextAsync(DashboardPage.Text(ClosedWindows.Count(last.Where(IsCar))));
        await Expect(page.Stat("Speeding")).ToHaveTextAsync(DashboardPage.Text(last.Sum(r => r.GetProperty("speeding_count").GetInt64())));
        await page.ShowTableAsync("Volume");
        var shown = (await page.RowsAsync("Volume")).Select(cells => $"{cells[0]} {cells[2]} {cells[3]}");
        Assert.Equal(rows.Select(Describe).Order(), shown.Order());
    }

    [Fact]
    public async Task Speed_ClosedMinute_ShowsTheApisQuantilesAndShare()
    {
        await using var page = await dashboard.OpenAsync("/roads");
        var range = await ClosedWindows.FindAsync(dashboard);
        var car = (await range.ReadAsync(dashboard, "group=vehicle_type&vehicle_type=car"))[^1];
        await page.Page.GotoAsync($"/roads?{range.Page}");

        var strip = page.Panel("Speed").Locator(".strip").First;
        await Expect(strip).ToContainTextAsync("limit 90");
        var share = 100.0 * car.GetProperty("speeding_count").GetInt64() / car.GetProperty("count").GetInt64();
        await Expect(strip).ToContainTextAsync($"{share.ToString("0.0", CultureInfo.InvariantCulture)}\u202f% speeding");
        var median = car.GetProperty("speed_kmh_p50").GetDouble();
        await Expect(strip).ToContainTextAsync($"p50 {Math.Floor(median + 0.5)} ");
    }

    [Theory]
    [InlineData("vehicle_type=truck")]
    [InlineData("direction=1")]
    [InlineData("lane=2")]
    [InlineData("lane=1&lane=3&vehicle_type=car&direction=0")]
    public async Task Filters_InTheAddress_ChangeTheNumbers(string filter)
    {
        await using var page = await dashboard.OpenAsync("/roads");
        var range = await ClosedWindows.FindAsync(dashboard);
        var all = ClosedWindows.Count(await range.ReadAsync(dashboard, "group="));
        var some = await range.ReadAsync(dashboard, $"group=&{filter}");
        Assert.InRange(ClosedWindows.Count(some), 1, all - 1);
        await page.Page.GotoAsync($"/roads?{range.Page}&{filter}");

        await Expect(page.Samples("Volume")).ToHaveTextAsync($"n = {DashboardPage.Text(ClosedWindows.Count(some))}");
        var last = DashboardPage.Text(some[^1].GetProperty("count").GetInt64());
        await Expect(page.Samples("Speed")).ToHaveTextAsync($"n = {last}");
        await Expect(page.Samples("Lanes")).ToHaveTextAsync($"n = {last}");
    }

    [Fact]
    public async Task Filters_ByHand_GoIntoTheAddressAndBack()
    {
        await using var page = await dashboard.OpenAsync("/roads");
        var range = await ClosedWindows.FindAsync(dashboard);
        var all = await range.ReadAsync(dashboard, "group=");
        var lane = await range.ReadAsync(dashboard, "group=&lane=2");
        await page.Page.GotoAsync($"/roads?{range.Page}");
        var samples = page.Samples("Volume");

        await page.Page.GetByLabel("Lane", new() { Exact = true }).SelectOptionAsync("2");
        await Expect(samples).ToHaveTextAsync($"n = {DashboardPage.Text(ClosedWindows.Count(lane))}");
        Assert.Contains("lane=2", page.Page.Url, StringComparison.Ordinal);
        await page.Page.GoBackAsync();
        await Expect(samples).ToHaveTextAsync($"n = {DashboardPage.Text(ClosedWindows.Count(all))}");
        await page.Page.GetByRole(AriaRole.Radio, new() { Name = "Hour" }).CheckAsync();
        await Expect(page.Panel("Volume")).ToContainTextAsync("vehicles per hour");
    }

    [Fact]
    public async Task Live_OpenMinute_Moves()
    {
        await using var page = await dashboard.OpenAsync("/roads");
        await Expect(page.Page.GetByText("This minute, so far")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(page.Page.Locator(".connection")).ToContainTextAsync("Live ·");
        var open = page.Stat("This minute, so far");
        var before = await open.InnerTextAsync();
        await Expect(open).Not.ToHaveTextAsync(before, new() { Timeout = 15_000 });
    }

    [Fact]
    public async Task EmptyRange_SaysWhyAndLeadsToTheData()
    {
        await using var page = await dashboard.OpenAsync("/roads");
        await ClosedWindows.FindAsync(dashboard);
        await page.Page.GotoAsync("/roads?tz=utc&range=2012-03-01T13:00Z~2012-03-01T14:00Z");

        await Expect(page.Panel("Volume")).ToContainTextAsync("No data 1 Mar 2012 13:00–14:00. Latest:");
        await page.Panel("Volume").GetByRole(AriaRole.Button, new() { Name = "Jump there" }).ClickAsync();
        await Expect(page.Samples("Volume")).ToHaveTextAsync(new global::System.Text.RegularExpressions.Regex(@"n = [1-9]"));
    }

    private static bool IsCar(JsonElement row) => row.GetProperty("vehicle_type").GetString() == "car";

    private static string Describe(JsonElement row)
    {
        var start = row.GetProperty("window_start").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(4));
        return $"{start.ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture)} {row.GetProperty("vehicle_type").GetString()} {DashboardPage.Text(row.GetProperty("count").GetInt64())}";
    }
}
