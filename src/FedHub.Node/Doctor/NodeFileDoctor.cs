using FedHub.Grpc;
using FedHub.Node.Configuration;
using FedHub.Node.Keys;
using FedHub.Node.Policy;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Doctor;

/// <summary>Looks at a node's data folder, whether or not the node runs. Reads only.</summary>
public static class NodeFileDoctor
{
    private const string Renew = "Have a new certificate issued: fedhub node certificate request, then fedhub node certificate install.";

    /// <summary>All findings, in the order in which things depend on each other.</summary>
    public static IReadOnlyList<Finding> Examine(NodeDirectoryLayout layout, TimeProvider time)
    {
        NodeConfiguration configuration;
        try
        {
            configuration = NodeConfiguration.Load(layout);
        }
        catch (FedHubException exception)
        {
            return
            [
                Finding.Error("configuration", exception.Message, "Correct node.json; docs/node-configuration.md lists its keys."),
                Finding.NotChecked("files", "Nothing else could be looked at without the configuration.", "Correct node.json first."),
            ];
        }

        var now = time.GetUtcNow();
        var found = new List<Finding> { Finding.Ok("configuration", $"node.json is of the node of {configuration.Member}.") };
        found.AddRange(PrivateFileExam.Look(PrivatePaths(configuration)));
        found.AddRange(DatabaseExam.LookAtFile(layout.DatabaseFile));
        found.Add(DatabaseExam.LookAtEngine());
        found.Add(DiskExam.Look(layout.Root));
        found.Add(Guarded("policies", () => Policies(layout)));
        found.Add(Guarded("policy-draft", () => Draft(layout)));
        FederationDirectory? directory = null;
        found.Add(Guarded("directory", () =>
        {
            directory = ReadDirectory(configuration);
            return DirectoryExam.Look(directory, "Run the node until it has reached the hub, and see that the federation's administrator has published one.", now);
        }));
        var listed = directory?.Member(configuration.Member);
        found.AddRange(Membership(configuration, directory, listed));
        found.AddRange(Keys(layout, listed, now));
        found.Add(Guarded("certificate", () => Certificate(configuration, listed, now)));
        found.AddRange(Stored(configuration, now));
        return found;
    }

    private static IEnumerable<string> PrivatePaths(NodeConfiguration configuration)
    {
        var layout = configuration.Layout;
        var tls = new TlsKeyFiles(configuration.Tls);
        string[] fixedPaths = [layout.Root, layout.KeysDirectory, layout.MasterKeyFile, layout.DatabaseFile, tls.Current.KeyFile, tls.NextKeyFile];
        return Directory.Exists(layout.KeysDirectory) ? fixedPaths.Concat(Directory.GetFiles(layout.KeysDirectory, "*.key")) : fixedPaths;
    }

    private static Finding Policies(NodeDirectoryLayout layout) =>
        Finding.Ok("policies", FormattableString.Invariant($"{InForce(layout).Collections.Count} policies can be read."));

    private static Finding Draft(NodeDirectoryLayout layout) => PolicyDraft.Differs(layout, InForce(layout).InForce)
        ? Finding.Warning(
            "policy-draft-differs", "The files in policy/ are not what is in force.",
            "See what differs with fedhub node policy diff; put it in force with fedhub node policy apply, or take the files back.")
        : Finding.Ok("policy-draft", "The files in policy/ are what is in force.");

    /// <summary>Those that the node put in force; before its first start, the files.</summary>
    private static CollectionPolicies InForce(NodeDirectoryLayout layout) => StoredNode.Read(
        layout, connection => PolicyStore.ReadInForce(connection) is { } inForce ? new CollectionPolicies(inForce) : CollectionPolicies.Load(layout));

    private static FederationDirectory? ReadDirectory(NodeConfiguration configuration)
    {
        var trust = DirectoryTrust.FromJson(File.ReadAllText(configuration.FederationTrustFile));
        return StoredNode.Read(configuration.Layout, connection => StoredNode.ReadDirectory(connection, trust));
    }

    private static IEnumerable<Finding> Membership(NodeConfiguration configuration, FederationDirectory? directory, ListedMember? listed)
    {
        if (directory is null)
        {
            yield break;
        }

        yield return listed switch
        {
            null => Finding.Error(
                "member-not-listed", $"The directory does not list {configuration.Member}.",
                "Give this node's descriptor to the federation's administrator: fedhub federation admit."),
            { Suspended: true } => Finding.Error(
                "member-suspended", $"The directory suspends {configuration.Member}: it neither asks nor answers.", "Talk to the federation's administrator."),
            _ => Finding.Ok("member", $"The directory lists {configuration.Member}."),
        };
    }

    private static List<Finding> Keys(NodeDirectoryLayout layout, ListedMember? listed, DateTimeOffset now)
    {
        try
        {
            using var keys = NodeKeys.Open(layout);
            keys.Apply(listed, now);
            return [.. KeyExam.Look(keys, listed, now)];
        }
        catch (FedHubException exception)
        {
            return [Finding.Error("key-unusable", exception.Message, "Do as it says. A key that is lost for good is replaced by having the node admitted anew.")];
        }
    }

    private static Finding Certificate(NodeConfiguration configuration, ListedMember? listed, DateTimeOffset now) => CertificateExam.Look(
        new TlsIdentityFiles(configuration.Tls.CertFile, configuration.Tls.KeyFile), NodeTls.LoadRoots(configuration.Tls.CaFile),
        key => listed?.HasTlsKey(key, now), Renew, now);

    private static List<Finding> Stored(NodeConfiguration configuration, DateTimeOffset now)
    {
        try
        {
            var slots = InForce(configuration.Layout).SlotsOf(configuration.Member).ToList();
            return StoredNode.Read(configuration.Layout, connection => StoredStateExam.Look(connection, slots, now).Append(AnswerLogExam.Look(connection)).ToList());
        }
        catch (FedHubException exception)
        {
            return [Finding.NotChecked("slots", exception.Message, "Correct what is said above first.")];
        }
    }

    private static Finding Guarded(string code, Func<Finding> look)
    {
        try
        {
            return look();
        }
        catch (FedHubException exception)
        {
            return Finding.Error(code, exception.Message, "Do as it says, then run this again.");
        }
        catch (IOException)
        {
            return Finding.Error(code, "A file that the configuration names is missing or cannot be read.", "Check the paths in node.json.");
        }
    }
}
