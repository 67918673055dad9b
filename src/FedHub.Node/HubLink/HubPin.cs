using System.Security.Cryptography.X509Certificates;
using FedHub.Cryptography;

namespace FedHub.Node.HubLink;

/// <summary>
/// Holds the hub's TLS key against the directory, besides its certificate's chain. Before there is a directory, the first key seen is let
/// through to fetch one: the directory is signed by the federation, so a false hub cannot make it, and its key is then held against it.
/// </summary>
internal sealed class HubPin(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private Digest? _last;

    /// <summary>The directory to hold keys against; set once, before the first connection.</summary>
    public DirectoryKeeper? Directories { get; set; }

    /// <summary>Whether a connection to the holder of this key may be used.</summary>
    public bool Accepts(X509Certificate2 certificate)
    {
        var spki = Digest.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo());
        lock (_lock)
        {
            _last = spki;
        }

        return IsListed(spki);
    }

    /// <summary>Whether the key of the last connection is one that the directory, as it is now, lists for the hub.</summary>
    public bool IsLastListed()
    {
        lock (_lock)
        {
            return _last is not { } last || IsListed(last);
        }
    }

    private bool IsListed(Digest spki) => Directories is not { IsKnown: true } directories || directories.Current.IsHubTlsKey(spki, clock.GetUtcNow());
}
