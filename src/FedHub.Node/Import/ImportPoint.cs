using FedHub.Cryptography;

namespace FedHub.Node.Import;

/// <summary>How far an import is durable. A broken-off import goes on from here; a database is asked for what changed since.</summary>
/// <param name="Line">Last line of the file that is in; 0 when the last import was read to its end.</param>
/// <param name="Digest">SHA-256 of the file up to the end of that line, by which the same file is recognised.</param>
/// <param name="Change">Last value of the change column that is in; null when there is none.</param>
public sealed record ImportPoint(long Line, Digest Digest, string? Change)
{
    /// <summary>The line only.</summary>
    public override string ToString() => FormattableString.Invariant($"ImportPoint({Line})");

    /// <summary>Whether a file begins with the lines that are in.</summary>
    /// <param name="file">Read from where it stands; left somewhere behind.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> IsOfAsync(Stream file, CancellationToken cancellationToken)
    {
        using var lines = new TextLineReader(file, System.Text.Encoding.Latin1);
        while (lines.Number < Line)
        {
            if (await lines.ReadAsync(cancellationToken) is null)
            {
                return false;
            }
        }

        return Line > 0 && Digest.FromBytes(lines.DigestSoFar()) == Digest;
    }
}
