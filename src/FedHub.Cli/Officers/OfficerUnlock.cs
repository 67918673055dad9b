using FedHub.Cli.Terminal;
using FedHub.Cryptography;

namespace FedHub.Cli.Officers;

/// <summary>Opens an officer's key file and says in words why it would not open.</summary>
internal static class OfficerUnlock
{
    public static OfficerKeys Load(string folder, FileInfo? passphraseFile, CliTerminal terminal)
    {
        var path = OfficerProfile.KeyFileIn(folder);
        if (!File.Exists(path))
        {
            throw CliFailureException.Usage("There is no officer key in " + folder, "Run fedhub officer enrol first.");
        }

        var (status, keys) = OfficerKeys.Load(path, Passphrases.Read(passphraseFile, terminal));
        return keys ?? throw new CliFailureException(
            status == KeyFileStatus.Corrupt ? ExitCode.VerificationFailed : ExitCode.Usage, "The officer key could not be opened", Reason(status), NextStep(status));
    }

    private static string Reason(KeyFileStatus status) => status switch
    {
        KeyFileStatus.WrongKey => "The passphrase is not the one it was written with.",
        KeyFileStatus.NotPrivate => "Others than you may read the file.",
        KeyFileStatus.Corrupt => "The file was damaged or altered.",
        KeyFileStatus.UnknownFormat => "The file is of another version of fedhub.",
        _ => "The file is not an officer key.",
    };

    private static string? NextStep(KeyFileStatus status) => status switch
    {
        KeyFileStatus.NotPrivate => "Run chmod 600 on it, and think who may have copied it.",
        KeyFileStatus.Corrupt => "Restore it from your own copy, or enrol anew and have the old key suspended.",
        _ => null,
    };
}
