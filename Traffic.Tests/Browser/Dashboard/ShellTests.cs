using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Traffic.Tests.Browser.Dashboard;

[Collection(DashboardCollection.Name)]
public sealed class ShellTests(DashboardFixture dashboard)
{
    private const int ScriptBudget = 500_000;
    private static readonly string Screenshots = Path.Combine(Repository.Root, "artifacts", "screenshots");

    public static TheoryData<string, string, int, int> Looks()
    {
        var looks = new TheoryData<string, string, int, int>();
        foreach (var page in (string[])["", "roads", "explore?by=vehicle_type", "pipeline"])
        {
            foreach (var theme in (string[])["light", "dark"])
            {
                looks.Add(page, theme, 1440, 900);
                looks.Add(page, theme, 390, 844);
            }
        }

        return looks;
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task EveryPage_KeepsToThePolicyAndTheMachine(string path, string theme, int width, int height)
    {
        await using var page = await dashboard.OpenAsync($"/{path}", width, height, theme == "dark" ? ColorScheme.Dark : ColorScheme.Light);
        await Expect(page.Page.Locator("main .panel").First).ToBeVisibleAsync();
        await Expect(page.Page.Locator(".skeleton")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Expect(page.Page.Locator(".connection")).ToContainTextAsync(" ms");
        Directory.CreateDirectory(Screenshots);
        var name = $"{(path.Length == 0 ? "overview" : path.Split('?')[0])}-{width}x{height}-{theme}.png";
        await page.Page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, name) });

        Assert.Empty(page.Faults);
        Assert.All(page.Requests, request => Assert.StartsWith(dashboard.Host.Api.ToString(), request.Url, StringComparison.Ordinal));
        Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "the page is wider than the window");
        Assert.Equal(theme, await page.Page.Locator("html").GetAttributeAsync("data-theme"));
    }

    [Fact]
    public async Task FirstPage_LoadsScriptsWithinTheBudget()
    {
        await using var page = await dashboard.OpenAsync("/");
        await Expect(page.Page.Locator("main .panel").First).ToBeVisibleAsync();
        var scripts = page.Requests.Where(request => request.ResourceType == "script").ToList();
        var bytes = 0;
        foreach (var script in scripts)
        {
            bytes += (await script.SizesAsync()).ResponseBodySize;
        }

        Assert.NotEmpty(scripts);
        Assert.InRange(bytes, 1, ScriptBudget);
    }

    [Fact]
    public async Task Theme_Toggled_StaysAfterReload()
    {
        await using var page = await dashboard.OpenAsync("/");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Switch to the dark theme" }).ClickAsync();
        await page.Page.ReloadAsync();
        await Expect(page.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task Connection_ApiKilled_IsShownAndRecovers()
    {
        await using var page = await dashboard.OpenAsync("/roads");
        var connection = page.Page.Locator(".connection");
        await Expect(connection).ToContainTextAsync("Live", new() { Timeout = 60_000 });
        await dashboard.Host.KillResourceAsync("api");
        await Expect(connection).Not.ToContainTextAsync("Live");
        await Expect(connection).ToContainTextAsync("Live", new() { Timeout = 60_000 });
        await Expect(page.Page.Locator(".panel .notice")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task Paused_NothingIsPushed()
    {
        await using var page = await dashboard.OpenAsync("/roads");
        await Expect(page.Page.Locator(".connection")).ToContainTextAsync("Live", new() { Timeout = 60_000 });
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Pause live updates" }).ClickAsync();
        await Expect(page.Page.Locator(".connection")).ToHaveTextAsync("Paused");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Resume live updates" }).ClickAsync();
        await Expect(page.Page.Locator(".connection")).ToContainTextAsync("Live");
    }

    [Fact]
    public async Task UnknownPage_SaysSo()
    {
        await using var page = await dashboard.OpenAsync("/no-such-page");
        await Expect(page.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("There is no page /no-such-page.");
    }
}
