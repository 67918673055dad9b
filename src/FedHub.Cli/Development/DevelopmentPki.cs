namespace FedHub.Cli.Development;

/// <summary>The files of a development PKI: <c>ca.pem</c>, and <c>NAME.pem</c> with <c>NAME.key</c> for each host.</summary>
internal static class DevelopmentPki
{
    /// <summary>Makes a fresh authority and one certificate a host. The authority's own key is never written: nobody can add to this PKI later.</summary>
    /// <param name="folder">Created if missing; files in it are never overwritten.</param>
    /// <param name="hosts">Names of letters, digits and hyphens.</param>
    /// <param name="time">Sets the validity.</param>
    public static void Create(string folder, IEnumerable<string> hosts, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        using var authority = DevelopmentAuthority.Create(time);
        PrivateFile.WriteNew(CaFile(folder), authority.CertificatePem);
        foreach (var host in hosts)
        {
            var issued = authority.Issue(host);
            PrivateFile.WriteNew(CertificateFile(folder, host), issued.CertificatePem);
            PrivateFile.WriteNew(KeyFile(folder, host), issued.PrivateKeyPem);
        }
    }

    public static string CaFile(string folder) => Path.Combine(folder, "ca.pem");

    public static string CertificateFile(string folder, string host) => Path.Combine(folder, host + ".pem");

    public static string KeyFile(string folder, string host) => Path.Combine(folder, host + ".key");
}
