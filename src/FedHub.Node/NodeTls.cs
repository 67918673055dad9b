using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FedHub.Grpc;
using FedHub.Node.Configuration;
using FedHub.Protocol;

namespace FedHub.Node;

/// <summary>Whom the node trusts, from the files that the configuration names.</summary>
internal static class NodeTls
{
    private const string DevelopmentOrganisation = "O=FedHub Development";

    /// <summary>The authorities of a file.</summary>
    /// <exception cref="FedHubException">The file is missing or not readable.</exception>
    public static X509Certificate2Collection LoadRoots(string path) => Load(path, () =>
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(path);
        return roots;
    });

    /// <summary>The CA that the hub's certificate must chain to.</summary>
    /// <exception cref="FedHubException">The file is missing, not readable, or a development CA where none is allowed.</exception>
    public static TlsTrust LoadHubTrust(NodeConfiguration configuration)
    {
        var path = configuration.Hub.CaFile ?? configuration.Tls.CaFile;
        var roots = new X509Certificate2Collection();
        return Load(path, () =>
        {
            roots.ImportFromPemFile(path);
            if (!configuration.Development && roots.Any(root => root.Subject.Contains(DevelopmentOrganisation, StringComparison.OrdinalIgnoreCase)))
            {
                throw new FedHubException(
                    ErrorCode.FailedPrecondition,
                    $"{Path.GetFileName(path)} is a development CA. Use the federation's CA, or set \"development\": true in node.json on a test machine.");
            }

            return TlsTrust.FromRoots(roots);
        });
    }

    private static T Load<T>(string path, Func<T> load)
    {
        try
        {
            return load();
        }
        catch (Exception exception) when (exception is IOException or CryptographicException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, $"{Path.GetFileName(path)} or the key beside it is missing or not readable as PEM: check \"tls\" in node.json.");
        }
    }
}
