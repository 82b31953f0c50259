using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;

namespace Traffic.Tests.Browser.Dashboard;

/// <summary>A page of the dashboard, with all that went wrong in it.</summary>
public sealed class DashboardPage : IAsyncDisposable
{
    // Violations of the content security policy are events; the console tells them to the test.
    private const string ReportViolations =
        "document.addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}`))";

    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentQueue<IRequest> _requests = new();

    private DashboardPage(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>Errors on the console, uncaught exceptions and violations of the content security policy.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public IReadOnlyCollection<IRequest> Requests => _requests;

    public static async Task<DashboardPage> OpenAsync(IBrowserContext context, string path)
    {
        await context.AddInitScriptAsync(ReportViolations);
        var page = new DashboardPage(await context.NewPageAsync());
        page.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                page._faults.Enqueue(message.Text);
            }
        };
        page.Page.PageError += (_, error) => page._faults.Enqueue(error);
        page.Page.Request += (_, request) => page._requests.Enqueue(request);
        await page.Page.GotoAsync(path);
        return page;
    }

    public ILocator Panel(string title) => Page.GetByRole(AriaRole.Region, new() { Name = title, Exact = true });

    public ILocator Stat(string label) => Page.Locator(".stat", new() { Has = Page.GetByText(label, new() { Exact = true }) }).Locator("b");

    /// <summary>How many records a panel says it is made of.</summary>
    public ILocator Samples(string panel) => Panel(panel).Locator(".panel-samples");

    public async Task ShowTableAsync(string panel)
    {
        await Panel(panel).GetByRole(AriaRole.Button, new() { Name = $"{panel}: menu" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "View as table" }).ClickAsync();
    }

    /// <summary>The cells of a panel's table.</summary>
    public async Task<string[][]> RowsAsync(string panel)
    {
        await Panel(panel).Locator("tbody tr").First.WaitForAsync();
        return await Panel(panel).Locator("tbody").EvaluateAsync<string[][]>("body => [...body.rows].map(row => [...row.cells].map(cell => cell.innerText))");
    }

    /// <summary>A number as the page shows it.</summary>
    public static string Text(long number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    public ValueTask DisposeAsync() => Page.Context.DisposeAsync();
}
