using FedHub.Cryptography;
using FedHub.Node.Configuration;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Keys;

/// <summary>All keys of a node, from its files and its database, whether or not it runs.</summary>
public static class KeyInventory
{
    /// <summary>Lists them by use, oldest first.</summary>
    /// <exception cref="FedHubException">A file is missing or wrong; says which.</exception>
    public static IReadOnlyList<HeldKey> Read(NodeConfiguration configuration, TimeProvider time)
    {
        var trust = DirectoryTrust.FromJson(File.ReadAllText(configuration.FederationTrustFile));
        var (directory, used) = StoredNode.Read(configuration.Layout, connection => (StoredNode.ReadDirectory(connection, trust), KeyTable.List(connection)));
        var listed = directory?.Member(configuration.Member);
        using var keys = NodeKeys.Open(configuration.Layout);
        keys.Apply(listed, time.GetUtcNow());
        var held = new List<HeldKey>();
        held.AddRange(Of(keys.Signing, listed, used));
        held.AddRange(Of(keys.Sealing, listed, used));
        held.AddRange(Of(keys.Witness, listed, used));
        held.Add(new HeldKey(
            KeyUse.Log, KeyId.Of(keys.LogKey.PublicKey.ToArray()), KeyStanding.Current, KeyListing.Find(listed, KeyUse.Log, keys.LogKey.PublicKey.ToArray()), null,
            Path.GetFileName(configuration.Layout.LogKeyFile)));
        held.AddRange(Wiped(used));
        held.AddRange(Tls(new TlsKeyFiles(configuration.Tls), listed));
        return [.. held.OrderBy(key => key.Use).ThenBy(key => key.Standing == KeyStanding.Wiped ? 0 : 1)];
    }

    /// <summary>The queries, answers and disclosures of the time in which a key was in use.</summary>
    /// <exception cref="FedHubException">The node never used such a key.</exception>
    public static TouchedByKey Touched(NodeDirectoryLayout layout, KeyId key) => StoredNode.Read(layout, connection => Touched(connection, key));

    private static TouchedByKey Touched(SqliteConnection connection, KeyId key)
    {
        var used = KeyTable.List(connection).FirstOrDefault(used => used.Id == key)
            ?? throw new FedHubException(ErrorCode.NotFound, "This node's database knows no use of such a key. `fedhub node keys list` lists the keys.");
        return TouchedByKey.Read(connection, used);
    }

    private static IEnumerable<HeldKey> Of<TKey>(KeyRing<TKey> ring, ListedMember? listed, IReadOnlyList<UsedKey> used)
        where TKey : IDisposable
    {
        foreach (var key in ring.Keys)
        {
            var standing = key == ring.Current ? KeyStanding.Current
                : key.File.Number > ring.Current.File.Number ? KeyStanding.Prepared : KeyStanding.Retiring;
            yield return new HeldKey(
                key.File.Use, key.Id, standing, KeyListing.Find(listed, key.File.Use, key.PublicKey.Span),
                used.FirstOrDefault(entry => entry.Use == key.File.Use && entry.Id == key.Id), Path.GetFileName(key.File.Path));
        }
    }

    private static IEnumerable<HeldKey> Wiped(IReadOnlyList<UsedKey> used) =>
        used.Where(key => key.WipedAt is not null).Select(key => new HeldKey(key.Use, key.Id, KeyStanding.Wiped, null, key, ""));

    private static IEnumerable<HeldKey> Tls(TlsKeyFiles files, ListedMember? listed)
    {
        if (File.Exists(files.Current.CertFile))
        {
            var current = files.CurrentKey();
            yield return new HeldKey(
                KeyUse.Tls, KeyId.Of(current.AsSpan()), KeyStanding.Current, KeyListing.Find(listed, KeyUse.Tls, current.AsSpan()), null, Path.GetFileName(files.Current.KeyFile));
        }

        if (files.NextKey() is { } next)
        {
            yield return new HeldKey(
                KeyUse.Tls, KeyId.Of(next.AsSpan()), KeyStanding.Prepared, KeyListing.Find(listed, KeyUse.Tls, next.AsSpan()), null, Path.GetFileName(files.NextKeyFile));
        }
    }
}
