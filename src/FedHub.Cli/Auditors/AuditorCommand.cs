using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Terminal;
using FedHub.Cryptography;

namespace FedHub.Cli.Auditors;

/// <summary><c>fedhub auditor</c>: what a national auditor does on a machine of the auditor's own.</summary>
internal static class AuditorCommand
{
    public static Command Create(CliServices services) => new("auditor", "The national auditor's key, to which a node seals its search records.")
    {
        Init(services),
        Show(services),
    };

    private static Command Init(CliServices services)
    {
        var file = new Option<FileInfo>("--out") { Description = "File for the key, encrypted under a passphrase; never overwritten.", Required = true };
        var passphraseFile = Passphrases.CreateOption();
        var command = new Command("init", "Makes the auditor's key and prints its public half, for fedhub node init --auditor-key.") { file, passphraseFile };
        command.SetExamples("fedhub auditor init --out auditor.key");
        command.SetBody(services, async (parsed, _) =>
        {
            var path = parsed.GetRequiredValue(file).FullName;
            var publicKey = AuditorKey.Create(path, Passphrases.Choose(parsed.GetValue(passphraseFile), services.Terminal), PassphraseCost.Moderate)
                ?? throw CliFailureException.Usage("There is a file of that name already; a key is never overwritten");
            await services.Terminal.Output.WriteLineAsync(publicKey.ToString());
            services.Terminal.Say("Give this public key to the node's administrator and keep the file offline: whoever holds both opens every search record.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Show(CliServices services)
    {
        var file = new Option<FileInfo>("--key") { Description = "The auditor's key file.", Required = true };
        file.AcceptExistingOnly();
        var passphraseFile = Passphrases.CreateOption();
        var command = new Command("show", "Prints the public half of the auditor's key.") { file, passphraseFile };
        command.SetExamples("fedhub auditor show --key auditor.key");
        command.SetBody(services, async (parsed, _) =>
        {
            var (status, key) = AuditorKey.Load(
                parsed.GetRequiredValue(file).FullName, Passphrases.Read(parsed.GetValue(passphraseFile), services.Terminal));
            using (key)
            {
                await services.Terminal.Output.WriteLineAsync(
                    key?.PublicKey.ToString() ?? throw CliFailureException.Usage($"The key file could not be opened: {status}"));
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
