using Microsoft.Extensions.Options;
using Traffic.Kafka;
using Traffic.Kafka.Reference;
using Traffic.Streaming.Declarations;

namespace Traffic.Processor;

/// <summary>A wrong reference file is a wrong setting: the service does not start with it.</summary>
internal sealed class ReferenceFilesValidator(IReadOnlyList<FeedDeclaration> feeds) : IValidateOptions<KafkaOptions>
{
    public ValidateOptionsResult Validate(string? name, KafkaOptions options)
    {
        var files = new ReferenceFiles(Options.Create(options));
        try
        {
            foreach (var reference in feeds.SelectMany(f => f.References))
                files.Load(reference);
            return ValidateOptionsResult.Success;
        }
        catch (ReferenceFileException e)
        {
            return ValidateOptionsResult.Fail(e.Message);
        }
    }
}
