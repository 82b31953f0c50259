using Traffic.Api.Http;

namespace Traffic.Api.Live;

/// <summary>Up to where a connection has heard everything: next offsets by topic and partition. The opaque <c>id:</c> of events.</summary>
internal sealed record LiveVector(IReadOnlyDictionary<string, long[]> Next)
{
    /// <returns>Null where the text is no vector: what a client sends there is up to the client.</returns>
    public static LiveVector? TryParse(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : CursorText.Read(text, ApiJson.Default.LiveVector);
        }
        catch (ApiException)
        {
            return null;
        }
    }

    public override string ToString() => CursorText.Write(this, ApiJson.Default.LiveVector);
}
