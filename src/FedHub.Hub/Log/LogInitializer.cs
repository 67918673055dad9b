using System.Text;
using FedHub.Cryptography;
using FedHub.Protocol;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;

namespace FedHub.Hub;

/// <summary>Begins the hub's log: a signed checkpoint of the empty tree, and the key that others verify it with.</summary>
internal static class LogInitializer
{
    /// <summary>Begins the log in a database that was just made; never a side effect of anything but <c>init</c>.</summary>
    /// <returns>What the log's checkpoints are verified with.</returns>
    internal static NoteVerificationKey Init(HubDirectoryLayout layout, string federation)
    {
        using var key = HubKeys.OpenLog(layout);
        var signer = new NoteSigner(LogNames.Origin(federation, key.PublicKey), key);
        var empty = SignedCheckpoint.Sign(new Checkpoint(signer.VerificationKey.Name.ToString(), TreeHead.Empty), signer);
        Begin(layout, empty).GetAwaiter().GetResult();
        DurableFile.TryWrite(layout.LogVerificationKeyFile, Encoding.UTF8.GetBytes(signer.VerificationKey + "\n"), overwrite: false);
        return signer.VerificationKey;
    }

    private static async Task Begin(HubDirectoryLayout layout, SignedCheckpoint empty)
    {
        await using var database = HubDatabase.Open(layout);
        await new SqliteLogTree(database).TryInitializeAsync(empty, CancellationToken.None);
    }
}
