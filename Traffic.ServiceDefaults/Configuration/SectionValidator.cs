using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Traffic.ServiceDefaults.Configuration;

internal sealed class SectionValidator<T>(IConfigurationSection section) : IValidateOptions<T>
    where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var results = new List<ValidationResult>();
        if (Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true))
            return ValidateOptionsResult.Success;
        return ValidateOptionsResult.Fail(results.SelectMany(r =>
            (r.MemberNames.Any() ? r.MemberNames : [""]).Select(member => Describe(member, r.ErrorMessage ?? "is wrong"))));
    }

    private string Describe(string member, string message)
    {
        var key = member.Length == 0 ? section.Path : $"{section.Path}:{member}";
        var value = section.GetSection(member) is { Value: { } text } ? $"'{text}'" : "not set";
        return $"{key} is {value}: {message} (set {key.Replace(":", "__", StringComparison.Ordinal)})";
    }
}
