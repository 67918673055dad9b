using FedHub.Hub;
using FedHub.Transparency;

namespace FedHub.Cli.Federation;

/// <summary>The key of the hub's log on its way from the hub's data folder into the directory.</summary>
internal static class HubLogKey
{
    /// <summary>Takes it into a draft that has none.</summary>
    /// <returns>The key that was taken; null when the draft has it already, or the folder none.</returns>
    /// <exception cref="CliFailureException">The hub's log is another one than the draft's.</exception>
    public static NoteVerificationKey? Take(FederationFolder federation, string hubData)
    {
        var file = new HubDirectoryLayout(hubData).LogVerificationKeyFile;
        if (!File.Exists(file))
        {
            return null;
        }

        var key = Parse(File.ReadAllText(file).Trim());
        switch (federation.LogKey())
        {
            case null:
                federation.SetLog(key);
                return key;
            case { } listed when listed == key:
                return null;
            default:
                throw CliFailureException.Usage(
                    "The hub's log is another one than the directory lists", "If it is meant to be a new log, say so: fedhub federation admit --log-key.");
        }
    }

    /// <summary>Reads the line of <c>log.vkey</c>.</summary>
    /// <exception cref="CliFailureException">It is no such key.</exception>
    public static NoteVerificationKey Parse(string text) => NoteVerificationKey.TryParse(text, out var key) && key.Type == NoteSignatureType.Ed25519
        ? key
        : throw CliFailureException.Usage("That is not the key of a log", "It is the line in log.vkey in the hub's data folder: name+id+base64.");
}
