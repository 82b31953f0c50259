using Microsoft.Extensions.Options;
using Traffic.ServiceDefaults.Configuration;

namespace Microsoft.Extensions.Hosting;

public static class ValidatedOptionsExtensions
{
    /// <summary>
    /// Binds <typeparamref name="T"/> to a section and checks it at start by its data annotations (and
    /// <see cref="System.ComponentModel.DataAnnotations.IValidatableObject"/>). An error message says what is right, e.g.
    /// <c>[Range(…, ErrorMessage = "must be above 0")]</c>; key, value and variable are added to it.
    /// </summary>
    public static OptionsBuilder<T> AddValidatedOptions<T>(this IHostApplicationBuilder builder, string section)
        where T : class
    {
        var configuration = builder.Configuration.GetSection(section);
        builder.Services.AddSingleton<IValidateOptions<T>>(new SectionValidator<T>(configuration));
        builder.Services.AddSingleton<IConfigureOptions<T>>(new SectionBinder<T>(configuration));
        return builder.Services.AddOptions<T>().ValidateOnStart();
    }
}
