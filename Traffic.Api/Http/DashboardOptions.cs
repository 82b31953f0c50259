using System.ComponentModel.DataAnnotations;

namespace Traffic.Api.Http;

/// <summary>Where the built dashboard is: section <c>Traffic:Dashboard</c>.</summary>
internal sealed class DashboardOptions : IValidatableObject
{
    public const string Section = "Traffic:Dashboard";

    /// <summary>Folder with <c>index.html</c>; not set: <c>wwwroot</c>, or no dashboard where there is none.</summary>
    public string? Root { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Root is not null && !File.Exists(Path.Combine(Root, "index.html")))
        {
            yield return new("must be a folder with the built dashboard (index.html)", [nameof(Root)]);
        }
    }
}
