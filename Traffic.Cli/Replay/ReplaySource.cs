using System.Security.Cryptography;
using Traffic.Feeds.Replay;
using Traffic.Streaming.Declarations;

namespace Traffic.Cli.Replay;

/// <summary>One file of a replay, opened in its format and read through once: what it holds, before any of it is sent.</summary>
internal sealed class ReplaySource
{
    private readonly ReplayFile _file;
    private readonly ReplayConverter _converter;
    private readonly string _format;

    private ReplaySource(ReplayFile file, ReplayConverter converter, string format)
    {
        _file = file;
        _converter = converter;
        _format = format;
    }

    public string Name => _file.Name;

    public StreamDeclaration Stream => _converter.Stream;

    public long Records { get; private set; }

    public long Failures { get; private set; }

    /// <summary>Whether the records already stand in order of event time.</summary>
    public bool IsSorted { get; private set; } = true;

    /// <summary>Hash of the decompressed content.</summary>
    public string ContentHash { get; private set; } = "";

    /// <summary>Everything that the records depend on: content, format and constants.</summary>
    public string Identity => string.Join('|', [
        ContentHash, _format, .. _converter.Constants.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value}")]);

    /// <exception cref="ReplayException">The file can't be replayed.</exception>
    public static ReplaySource Open(FeedDeclaration feed, string path, string? formatName, IReadOnlyDictionary<string, string> constants)
    {
        var file = ReplayFile.Open(path);
        var format = ReplayFormats.Find(feed, file, formatName);
        return new ReplaySource(file, ReplayFormats.Open(format, file, constants), format.Name);
    }

    /// <summary>Reads all of it, to know hash, order and counts.</summary>
    /// <exception cref="ReplayException">The content is damaged or holds nothing.</exception>
    public void Inspect(CancellationToken cancellationToken)
    {
        using var sha = SHA256.Create();
        using (var content = new CryptoStream(_file.OpenContent(), sha, CryptoStreamMode.Read))
        {
            var last = long.MinValue;
            foreach (var row in Guarded(_converter.Convert(content, "")))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (row.Failure is not null)
                {
                    Failures++;
                    continue;
                }

                Records++;
                IsSorted &= row.EventTime >= last;
                last = row.EventTime;
            }
        }

        ContentHash = Convert.ToHexStringLower(sha.Hash!);
        if (Records + Failures == 0)
        {
            throw new ReplayException($"{_file.Path}: holds no records");
        }
    }

    /// <summary>The rows in the order of the file; each is valid until the next is asked for.</summary>
    public IEnumerable<ReplayRow> Rows()
    {
        using var content = _file.OpenContent();
        foreach (var row in Guarded(_converter.Convert(content, ContentHash)))
        {
            yield return row;
        }
    }

    /// <summary>Faults of the content name the file.</summary>
    private IEnumerable<ReplayRow> Guarded(IEnumerable<ReplayRow> rows)
    {
        using var enumerator = rows.GetEnumerator();
        while (MoveNext(enumerator))
        {
            yield return enumerator.Current;
        }
    }

    private bool MoveNext(IEnumerator<ReplayRow> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (InvalidDataException e)
        {
            throw new ReplayException($"{_file.Path}: damaged gzip ({e.Message})", e);
        }
        catch (ReplayException e)
        {
            throw new ReplayException($"{_file.Path}: {e.Message}", e);
        }
    }
}
