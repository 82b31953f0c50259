using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Traffic.Tests.Browser.Dashboard;

[Collection(DashboardCollection.Name)]
public sealed class PipelinePageTests(DashboardFixture dashboard)
{
    [Fact]
    public async Task Overview_RunningSystem_HasNoFailingNode()
    {
        await using var page = await dashboard.OpenAsync("/");
        foreach (var node in (string[])["Sources", "Kafka", "Processor", "Tables", "Dashboard"])
        {
            await Expect(page.Page.GetByRole(AriaRole.Region, new() { Name = $"{node}, up" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        }
    }

    [Fact]
    public async Task Overview_ServiceThatHangs_IsRedWithAReason()
    {
        await using var page = await dashboard.OpenAsync("/");
        var healthy = page.Page.GetByRole(AriaRole.Region, new() { Name = "Processor, up" });
        await Expect(healthy).ToBeVisibleAsync(new() { Timeout = 30_000 });
        var processor = dashboard.Host.Resource("processor").GetProperty("pid").GetInt32();
        await SignalAsync("-STOP", processor);
        try
        {
            await Expect(page.Page.Locator(".flow-node.down .flow-reason")).Not.ToBeEmptyAsync(new() { Timeout = 60_000 });
        }
        finally
        {
            await SignalAsync("-CONT", processor);
        }

        await Expect(healthy).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task Topics_ShowTheApisTopics()
    {
        await using var page = await dashboard.OpenAsync("/pipeline");
        var pipeline = await dashboard.GetAsync("/pipeline");
        foreach (var topic in pipeline.GetProperty("topics").EnumerateArray())
        {
            await Expect(page.Panel("Topics").GetByRole(AriaRole.Button, new() { Name = topic.GetProperty("name").GetString()!, Exact = true })).ToBeVisibleAsync();
        }

        await page.Panel("Topics").GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(page.Panel("Topics").GetByText("partition 3")).ToBeVisibleAsync();
        await Expect(page.Panel("Lanes").GetByText("live").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task DeadLetter_Opened_ShowsReasonAndBytes()
    {
        const string Record = """{"id":"0b1d7cf2-7a6e-4b57-8f3b-9a3d1c1c9a55","region":"Al_Barsha","road":"Umm_Suqeim_Road","timestamp":"2026-03-05T08:00:00Z","vehicle_type":"Car","lane":1,"velocity":4712}""";
        await using var page = await dashboard.OpenAsync("/pipeline?reason=out-of-range");
        await dashboard.IngestAsync("roads/passages", Record);

        await page.Panel("Dead letters").Locator("tbody tr button").First.ClickAsync(new() { Timeout = 30_000 });
        var dialog = page.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Heading, new() { Name = "out-of-range" })).ToBeVisibleAsync();
        await Expect(dialog).ToContainTextAsync("\"velocity\":4712}");
        await Expect(dialog.Locator(".hex")).ToContainTextAsync("000000  7b 22 69 64 22 3a");
        await Expect(dialog.GetByText("source-topic")).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
    }

    private static async Task SignalAsync(string signal, int pid)
    {
        using var kill = Process.Start("kill", [signal, $"{pid}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }
}
