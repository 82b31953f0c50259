using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Traffic.Tests.Browser.Dashboard;

[Collection(DashboardCollection.Name)]
public sealed class ExplorePageTests(DashboardFixture dashboard)
{
    [Fact]
    public async Task AnyGrouping_ShowsTheApisRows()
    {
        await using var page = await dashboard.OpenAsync("/explore");
        var range = await ClosedWindows.FindAsync(dashboard);
        var rows = await range.ReadAsync(dashboard, "group=direction,vehicle_type");
        var filters = $"f.region={Uri.EscapeDataString(ClosedWindows.Region)}&f.road={Uri.EscapeDataString(ClosedWindows.Road)}";
        await page.Page.GotoAsync($"/explore?stream=roads.passages&window=1m&by=direction,vehicle_type&value=speed_kmh_mean&{range.Page}&{filters}");

        await Expect(page.Page.GetByLabel("Value", new() { Exact = true })).ToHaveValueAsync("speed_kmh_mean");
        var label = await page.Page.GetByRole(AriaRole.Heading, new() { Level = 2 }).First.InnerTextAsync();
        var shown = await page.RowsAsync("Rows");
        var names = await page.Panel("Rows").Locator("thead th").AllInnerTextsAsync();
        var column = names.ToList().IndexOf(label);
        Assert.Equal(rows.Select(r => Round(r.GetProperty("speed_kmh_mean"))).Order(), shown.Select(cells => cells[column]).Order());
    }

    [Fact]
    public async Task DeclaredFeed_UnknownToTheFrontEnd_ShowsUp()
    {
        await using var page = await dashboard.OpenAsync("/pipeline");
        await page.Page.RouteAsync("**/api/v1/feeds", route => route.FulfillAsync(Json("""
            {"items":[{"name":"tides","title":"Tides","description":"Water levels.","timezone":"Europe/Amsterdam",
             "streams":[{"name":"levels","title":"Levels","description":"One level of one gauge."}]}],"cursor":null}
            """)));
        await page.Page.RouteAsync("**/api/v1/feeds/tides/levels", route => route.FulfillAsync(Json("""
            {"feed":"tides","name":"levels","title":"Levels","description":"One level of one gauge.","timezone":"Europe/Amsterdam","entity":["gauge"],
             "fields":[{"name":"gauge","type":"string","unit":null,"required":true,"derived":false,"description":"","allowed":null}],
             "windows":[{"id":"10m","kind":"tumbling","size_s":600,"group_by":["gauge"],
              "columns":[{"name":"count","type":"long","unit":null,"aggregate":"count","field":null,"label":"Readings"},
                         {"name":"level_cm_max","type":"double","unit":"cm","aggregate":"max","field":"level_cm","label":"Level, highest"}]}],
             "tables":[],"extent":[{"run":"live","first":"2026-03-01T00:00:00Z","last":"2026-03-01T00:20:00Z","rows":4}]}
            """)));
        await page.Page.RouteAsync("**/api/v1/feeds/tides/levels/windows/10m?**", route => route.FulfillAsync(Json("""
            {"items":[{"window_start":"2026-03-01T01:00:00+01:00","window_end":"2026-03-01T01:10:00+01:00","gauge":"Vlissingen","count":2,"level_cm_max":187.5,"status":"final","open":false},
                      {"window_start":"2026-03-01T01:10:00+01:00","window_end":"2026-03-01T01:20:00+01:00","gauge":"Vlissingen","count":2,"level_cm_max":193,"status":"corrected","open":false}],"cursor":null}
            """)));
        await page.Page.GotoAsync("/explore");

        await Expect(page.Panel("Readings")).ToContainTextAsync("n = 4");
        await page.Page.GetByLabel("Value", new() { Exact = true }).SelectOptionAsync("level_cm_max");
        await page.Page.GetByRole(AriaRole.Checkbox, new() { Name = "gauge" }).CheckAsync();
        await Expect(page.Panel("Level, highest")).ToContainTextAsync("cm per 10m");
        await Expect(page.Panel("Level, highest")).ToContainTextAsync("1 corrected");
        await Expect(page.Panel("Level, highest")).ToContainTextAsync("Europe/Amsterdam, UTC+01:00");
        await Expect(page.Panel("Level, highest")).ToContainTextAsync("Vlissingen");
        await Expect(page.Panel("Rows")).ToContainTextAsync("187.5");
    }

    private static RouteFulfillOptions Json(string body) => new() { ContentType = "application/json", Body = body };

    private static string Round(JsonElement number)
    {
        var text = Math.Round(number.GetDouble(), 6, MidpointRounding.AwayFromZero).ToString("#,0.######", CultureInfo.InvariantCulture);
        return text.Replace(',', '\u202f');
    }
}
