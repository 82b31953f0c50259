using System.Text.RegularExpressions;
using Traffic.Embedded.Hosting.Runtime;

namespace Traffic.Embedded.Hosting.ResourcesPage;

/// <summary>Hides secrets: whole values of variables that are or sound like one, and the secret parts of connection strings.</summary>
internal static partial class SecretMask
{
    private const string Mask = "••••••";

    public static string Apply(InjectedVariable variable) =>
        variable.Secret || SecretName().IsMatch(variable.Name) ? Mask : SecretPart().Replace(variable.Value, m => m.Groups[1].Value + Mask);

    [GeneratedRegex("password|secret|token|api_?key", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"((?:^|;)\s*(?:password|pwd|secretkey|accesskey|sasl\.password)\s*=)[^;]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretPart();
}
