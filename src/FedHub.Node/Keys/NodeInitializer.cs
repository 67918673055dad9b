using System.Text;
using FedHub.Cryptography;
using FedHub.Node.AnswerLog;
using FedHub.Node.Configuration;
using FedHub.Node.Policy;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Keys;

/// <summary>Creates a node's data directory. The only way in which one comes to be.</summary>
public static class NodeInitializer
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Creates directory, keys, database and policies, and says how the directory must list the member.</summary>
    /// <remarks><c>node.json</c> is written last: a directory without it is no node, and can be removed and made again.</remarks>
    /// <exception cref="FedHubException">There is a node or a part of one already, or an option is wrong.</exception>
    public static async Task<MemberDescriptor> InitAsync(NodeInitializationOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var layout = new NodeDirectoryLayout(options.DataDirectory);
        if (Directory.Exists(layout.Root) && (File.Exists(layout.ConfigurationFile) || File.Exists(layout.MasterKeyFile) || File.Exists(layout.DatabaseFile)))
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, $"There is a node, or a part of one, in {layout.Root} already. Choose an empty directory.");
        }

        if (options.Desks.Count == 0)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "A member needs at least one desk.");
        }

        var configuration = ToConfiguration(options, layout);
        CreateDirectories(layout);
        CreateKeys(layout, options.AuditorPublicKey);
        var tlsDigest = NodeTlsKey.EnsureAndDigest(configuration.Tls, $"{options.Member} national node");
        foreach (var (name, text) in options.Policies)
        {
            Write(Path.Combine(layout.PolicyDirectory, name), text);
        }

        var policies = CollectionPolicies.Load(layout);
        using var keys = NodeKeys.Open(layout);
        await using (var database = NodeDatabase.Create(layout))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await NodeAnswerLog.BeginAsync(database, options.Member, keys.LogKey, cancellationToken);
        }

        var descriptor = Describe(options, keys, tlsDigest, policies, time.GetUtcNow());
        Write(layout.ConfigurationFile, Encoding.UTF8.GetString(configuration.ToJson()));
        return descriptor;
    }

    /// <summary>How the directory must list the member now: after keys were rotated, certificates renewed or collections changed.</summary>
    /// <param name="configuration">Configuration.</param>
    /// <param name="keys">Keys.</param>
    /// <param name="policies">Collections.</param>
    /// <param name="desks">Desks, the default one first.</param>
    /// <param name="validFrom">From when the keys count.</param>
    public static MemberDescriptor Describe(
        NodeConfiguration configuration, NodeKeys keys, CollectionPolicies policies, IReadOnlyList<ListedDesk> desks, DateTimeOffset validFrom) =>
        Describe(configuration.Member, configuration.DisplayName, desks, keys, NodeTlsKey.EnsureAndDigest(configuration.Tls, $"{configuration.Member} national node"), policies, validFrom);

    private static MemberDescriptor Describe(
        NodeInitializationOptions options, NodeKeys keys, Digest tlsDigest, CollectionPolicies policies, DateTimeOffset validFrom) =>
        Describe(options.Member, options.DisplayName, options.Desks, keys, tlsDigest, policies, validFrom);

    private static MemberDescriptor Describe(
        Cryptography.Match.MemberId member,
        string displayName,
        IReadOnlyList<ListedDesk> desks,
        NodeKeys keys,
        Digest tlsDigest,
        CollectionPolicies policies,
        DateTimeOffset validFrom) => new(new ListedMember(
            member,
            displayName,
            Suspended: false,
            [
                new ListedKey(KeyUse.Signing, keys.SigningKey.PublicKey.ToArray(), validFrom, null),
                new ListedKey(KeyUse.Sealing, keys.SealingKey.PublicKey.ToArray(), validFrom, null),
                new ListedKey(KeyUse.Tls, tlsDigest.ToArray(), validFrom, null),
                new ListedKey(KeyUse.Witness, keys.WitnessKey.PublicKey.ToArray(), validFrom, null),
                new ListedKey(KeyUse.Log, keys.LogKey.PublicKey.ToArray(), validFrom, null),
            ],
            [.. policies.Collections.Select(policy => new ListedCollection(policy.Name, policy.Ceilings))],
            desks));

    private static NodeConfiguration ToConfiguration(NodeInitializationOptions options, NodeDirectoryLayout layout)
    {
        var given = new NodeConfiguration
        {
            Member = options.Member,
            DisplayName = options.DisplayName,
            Hub = options.Hub,
            Gateway = options.Gateway,
            Tls = options.Tls,
            FederationTrustFile = options.FederationTrustFile,
            Development = options.Development,
            Epoch = options.Epoch,
            Layout = layout,
        };

        // Through its own reader, so that what is written is what loads.
        return NodeConfiguration.Parse(given.ToJson(), layout);
    }

    private static void CreateDirectories(NodeDirectoryLayout layout)
    {
        foreach (var directory in (string[])[layout.Root, layout.KeysDirectory, layout.PolicyDirectory, layout.OwnFiltersDirectory, layout.HeldFiltersDirectory])
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(directory);
            }
            else
            {
                Directory.CreateDirectory(directory, OwnerOnly);
            }
        }
    }

    private static void CreateKeys(NodeDirectoryLayout layout, SealingPublicKey auditor)
    {
        if (!MasterKeyFile.TryCreate(layout.MasterKeyFile) || MasterKeyFile.Read(layout.MasterKeyFile, out var masterKey) != KeyFileStatus.Ok)
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, "master.key could not be created; it is never overwritten.");
        }

        using (masterKey)
        {
            CreateKey(layout.SigningKeyFile, NodeKeyKinds.Signing, SigningKey.SeedSize, masterKey!);
            CreateKey(layout.WitnessKeyFile, NodeKeyKinds.Witness, SigningKey.SeedSize, masterKey!);
            CreateKey(layout.LogKeyFile, NodeKeyKinds.Log, SigningKey.SeedSize, masterKey!);
            CreateKey(layout.SealingKeyFile(1), NodeKeyKinds.Sealing, SealingKey.Size, masterKey!);
            CreateKey(layout.CaseKeyFile, NodeKeyKinds.Case, SymmetricKey.Size, masterKey!);
        }

        Write(layout.AuditorPublicKeyFile, auditor + "\n");
    }

    private static void CreateKey(string path, KeyKind kind, int size, SymmetricKey masterKey)
    {
        using var secret = SecretBytes.Random(size);
        KeyFile.Write(path, kind, secret, masterKey);
    }

    private static void Write(string path, string text) => DurableFile.TryWrite(path, Encoding.UTF8.GetBytes(text), overwrite: false);
}
