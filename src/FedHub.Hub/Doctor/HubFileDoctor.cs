using FedHub.Hub.Rpc;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub.Doctor;

/// <summary>Looks at a hub's data folder, whether or not the hub runs. Reads only.</summary>
public static class HubFileDoctor
{
    private const int ReadBatch = 64;
    private const string Renew = "Have a new certificate issued for the hub's key and put it in place of the old file; the running hub takes it up within a minute.";

    /// <summary>All findings, in the order in which things depend on each other.</summary>
    public static IReadOnlyList<Finding> Examine(string folder, TimeProvider time)
    {
        HubConfiguration configuration;
        try
        {
            configuration = HubConfiguration.Load(folder);
        }
        catch (FedHubException exception)
        {
            return
            [
                Finding.Error("configuration", exception.Message, "Correct hub.json."),
                Finding.NotChecked("files", "Nothing else could be looked at without the configuration.", "Correct hub.json first."),
            ];
        }

        return [Finding.Ok("configuration", $"hub.json says to listen on {configuration.Listen}."), .. Examine(configuration, time.GetUtcNow())];
    }

    private static List<Finding> Examine(HubConfiguration configuration, DateTimeOffset now)
    {
        var layout = configuration.Layout;
        var found = PrivateFileExam.Look(
            [layout.Root, layout.KeyDirectory, layout.MasterKeyFile, layout.SigningKeyFile, layout.LogKeyFile, layout.DatabaseFile, HubIdentity.FilesOf(configuration).KeyFile]).ToList();
        found.AddRange(DatabaseExam.LookAtFile(layout.DatabaseFile));
        found.Add(DatabaseExam.LookAtEngine());
        found.Add(DiskExam.Look(layout.Root));
        found.Add(Guarded("key-unusable", () =>
        {
            HubKeys.Check(layout);
            return Finding.Ok("key", "The hub's keys can be opened.");
        }));
        FederationDirectory? directory = null;
        found.Add(Guarded("directory", () =>
        {
            directory = ReadDirectory(configuration);
            return DirectoryExam.Look(directory, "Publish one: fedhub federation publish --hub-data.", now);
        }));
        found.Add(Guarded("certificate", () =>
        {
            using var root = HubIdentity.ReadRoot(configuration);
            return CertificateExam.Look(HubIdentity.FilesOf(configuration), [root], key => directory?.IsHubTlsKey(key, now), Renew, now);
        }));
        return found;
    }

    private static FederationDirectory? ReadDirectory(HubConfiguration configuration)
    {
        var trust = HubParts.TrustOf(configuration);
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = configuration.Layout.DatabaseFile, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 5 }.ToString());
        connection.Open();
        FederationDirectory? current = null;
        for (var batch = DirectoryTable.ListAfter(connection, 0, ReadBatch); batch.Count > 0; batch = DirectoryTable.ListAfter(connection, current!.Version, ReadBatch))
        {
            foreach (var stored in batch)
            {
                var envelope = EnvelopeBytes.Decode(stored.Envelope);
                current = (current is null ? DirectoryVerifier.VerifyFirst(envelope, trust) : DirectoryVerifier.VerifySuccessor(envelope, current)).OrThrow();
            }
        }

        return current;
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
        catch (SqliteException)
        {
            return Finding.NotChecked(code, "The database could not be read.", "Correct what is said of it first.");
        }
    }
}
