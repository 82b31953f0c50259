using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Traffic.Embedded.Hosting.Processes;
using Traffic.Embedded.Hosting.Runtime;

namespace Traffic.Embedded.Hosting.ResourcesPage;

/// <summary>The two pages. All text of others is encoded.</summary>
internal static class ResourcesHtml
{
    public static string List(IReadOnlyList<ResourceInstance> instances)
    {
        var html = Head("Resources");
        html.Append("<h1>Resources</h1><table><thead><tr><th>Name<th>State<th>Process<th>Up<th>Restarts<th>Memory<th>Where<th></tr></thead><tbody>");
        foreach (var instance in instances)
        {
            var row = RowOf(instance);
            html.Append($"<tr id=\"{E(row.Id)}\"><td><a href=\"{E(Path(instance))}\">{E(instance.DisplayName)}</a>");
            html.Append($"<td data-field=state class=\"{E(row.State)}\">{E(row.State)}<td data-field=pid>{E(row.Pid)}<td data-field=uptime>{E(row.Uptime)}");
            html.Append($"<td data-field=restarts>{E(row.Restarts)}<td data-field=memory>{E(row.Memory)}<td>{Links(instance)}<span data-field=detail>{E(row.Detail)}</span>");
            html.Append($"<td>{RestartButton(instance)}</tr>");
        }

        return html.Append("</tbody></table></body></html>").ToString();
    }

    public static string Detail(ResourceInstance instance, HostContext host)
    {
        var row = RowOf(instance);
        var html = Head(instance.DisplayName);
        html.Append($"<p><a href=\"/\">Resources</a></p><h1>{E(instance.DisplayName)}</h1><dl id=\"{E(row.Id)}\">");
        html.Append($"<dt>State<dd data-field=state class=\"{E(row.State)}\">{E(row.State)}<dt>Detail<dd data-field=detail>{E(row.Detail)}");
        html.Append($"<dt>Process<dd data-field=pid>{E(row.Pid)}<dt>Up<dd data-field=uptime>{E(row.Uptime)}<dt>Restarts<dd data-field=restarts>{E(row.Restarts)}");
        html.Append($"<dt>Memory<dd data-field=memory>{E(row.Memory)}<dt>Where<dd>{Links(instance)}<dt>Log<dd>{E(instance.Log.Path)}</dl>{RestartButton(instance)}");
        html.Append($"<h2>Output</h2><pre id=log data-source=\"/logs/{E(instance.Resource.Name)}/{instance.Replica}\" tabindex=0></pre>");
        if (instance.Launch is ProcessLaunch launch)
        {
            html.Append("<h2>Environment</h2><table><tbody>");
            foreach (var variable in launch.Environment(instance.Replica))
                html.Append($"<tr><td>{E(variable.Name)}<td>{E(SecretMask.Apply(variable))}</tr>");
            html.Append("</tbody></table>");
        }

        return html.Append("</body></html>").ToString();
    }

    /// <summary>What changes, for the script that keeps the pages current.</summary>
    public static string Rows(IReadOnlyList<ResourceInstance> instances) =>
        JsonSerializer.Serialize([.. instances.Select(RowOf)], PageJson.Default.IReadOnlyListRow);

    private static Row RowOf(ResourceInstance instance)
    {
        var status = instance.Status;
        var uptime = status is { Pid: not null, StartedAt: { } started } ? TimeProvider.System.GetUtcNow() - started : (TimeSpan?)null;
        return new Row(
            $"{instance.Resource.Name}-{instance.Replica}",
            status.StateName,
            status.Detail ?? "",
            status.Pid?.ToString(CultureInfo.InvariantCulture) ?? "",
            uptime is { } up ? (up.TotalHours >= 1 ? $"{(int)up.TotalHours} h {up.Minutes} min" : up.TotalMinutes >= 1 ? $"{up.Minutes} min {up.Seconds} s" : $"{up.Seconds} s") : "",
            status.Restarts.ToString(CultureInfo.InvariantCulture),
            status.Pid is { } pid && ProcessMemory.Read(pid) is { } bytes ? $"{bytes / (1024 * 1024)} MB" : "");
    }

    private static StringBuilder Head(string title) => new StringBuilder()
        .Append("<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport content=\"width=device-width\">")
        .Append($"<title>{E(title)} · Traffic</title><link rel=stylesheet href=\"/page.css\"><script src=\"/page.js\" defer></script></head><body>");

    private static string Path(ResourceInstance instance) => $"/resources/{Uri.EscapeDataString(instance.Resource.Name)}/{instance.Replica}";

    private static string Links(ResourceInstance instance) => string.Concat(instance.Urls.Select(url =>
        url.StartsWith("http", StringComparison.Ordinal) ? $"<a href=\"{E(url)}\" rel=noreferrer>{E(url)}</a> " : E(url) + " "));

    private static string RestartButton(ResourceInstance instance) => instance.Launch is ProcessLaunch
        ? $"<form method=post action=\"/restart/{E(instance.Resource.Name)}/{instance.Replica}\"><button>Restart</button></form>"
        : "";

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
