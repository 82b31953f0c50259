using System.Globalization;
using Traffic.Api.Http;

namespace Traffic.Api.DeadLetters;

/// <summary>Where a dead letter lies: <c>topic~partition~offset</c>.</summary>
internal readonly record struct DeadLetterId(string Topic, int Partition, long Offset)
{
    public static DeadLetterId Parse(string text) =>
        text.Split('~') is [{ Length: > 0 } topic, var partition, var offset]
        && int.TryParse(partition, NumberStyles.None, CultureInfo.InvariantCulture, out var p)
        && long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var o)
            ? new(topic, p, o)
            : throw new ApiException(StatusCodes.Status400BadRequest, $"'{text}' is no id of a dead letter.")
            {
                Pointer = "/path/id", Fix = "Give topic~partition~offset, as in the list of dead letters.",
            };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Topic}~{Partition}~{Offset}");
}
