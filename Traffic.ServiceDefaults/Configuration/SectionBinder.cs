using Microsoft.Extensions.Options;

namespace Traffic.ServiceDefaults.Configuration;

/// <summary>Binds options; a value of the wrong type is an error of that key, not of the program.</summary>
internal sealed class SectionBinder<T>(IConfigurationSection section) : IConfigureOptions<T>
    where T : class
{
    public void Configure(T options)
    {
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException e)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(T), [e.Message]);
        }
    }
}
