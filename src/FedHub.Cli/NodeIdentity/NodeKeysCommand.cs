using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.NodeAdmin;
using FedHub.Cryptography;
using FedHub.Node.Configuration;
using FedHub.Node.Keys;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Cli.NodeIdentity;

/// <summary><c>fedhub node keys</c>: the keys by which the federation knows the node. Works whether or not the node runs.</summary>
internal static class NodeKeysCommand
{
    public static Command Create(CliServices services) => new("keys", "The keys by which the federation knows this node: list, rotate, revoke.")
    {
        List(services),
        Rotate(services),
        Revoke(services),
        Touched(services),
    };

    private static Command List(CliServices services)
    {
        var data = NodeCommand.DataOption();
        var json = JsonOption();
        var command = new Command("list", "Lists all keys with what the directory says of each.") { data, json };
        command.SetExamples("fedhub node keys list --data kaz", "fedhub node keys list --data kaz --json");
        command.SetBody(services, async (parsed, _) =>
        {
            var keys = KeyInventory.Read(Configuration(parsed.GetRequiredValue(data)), services.Time);
            foreach (var line in parsed.GetValue(json) ? keys.Select(NodeKeysJson.Of) : NodeKeysText.Lines(keys))
            {
                await services.Terminal.Output.WriteLineAsync(line);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Rotate(CliServices services)
    {
        var data = NodeCommand.DataOption();
        var use = UseOption();
        var output = OutOption();
        var command = new Command("rotate", "Makes a key's successor and the change that introduces it. The same command again goes on where a crash broke off.") { data, use, output };
        command.SetExamples("fedhub node keys rotate --data kaz --use sealing --out kaz-change.json");
        command.SetBody(services, (parsed, cancellationToken) =>
            ChangeAsync(services, parsed.GetRequiredValue(data), parsed.GetRequiredValue(use), parsed.GetRequiredValue(output), revoke: false, cancellationToken));
        return command;
    }

    private static Command Revoke(CliServices services)
    {
        var data = NodeCommand.DataOption();
        var use = UseOption();
        var output = OutOption();
        var json = JsonOption();
        var command = new Command("revoke", "As rotate, but the old key counts no more from the next directory on. Lists what it touched.") { data, use, output, json };
        command.SetExamples("fedhub node keys revoke --data kaz --use signing --out kaz-change.json --json");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var folder = parsed.GetRequiredValue(data);
            var current = KeyInventory.Read(Configuration(folder), services.Time)
                .First(key => key.Use == UseOf(parsed.GetRequiredValue(use)) && key.Standing == KeyStanding.Current);
            await ChangeAsync(services, folder, parsed.GetRequiredValue(use), parsed.GetRequiredValue(output), revoke: true, cancellationToken);
            if (current.Used is { } used)
            {
                await WriteTouchedAsync(services, folder, used.Id, parsed.GetValue(json));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Touched(CliServices services)
    {
        var data = NodeCommand.DataOption();
        var key = new Option<string>("--key") { Description = "Id of the key, from fedhub node keys list.", Required = true };
        var json = JsonOption();
        var command = new Command("touched", "Lists queries, answers and disclosures of the time in which a key was in use.") { data, key, json };
        command.SetExamples("fedhub node keys touched --data kaz --key KEY --json");
        command.SetBody(services, async (parsed, _) =>
        {
            var id = KeyId.TryParse(parsed.GetRequiredValue(key), out var read)
                ? read
                : throw CliFailureException.Usage("A key's id has 32 hexadecimal digits", "fedhub node keys list shows the ids.");
            await WriteTouchedAsync(services, parsed.GetRequiredValue(data), id, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<ExitCode> ChangeAsync(
        CliServices services, string data, string use, FileInfo output, bool revoke, CancellationToken cancellationToken)
    {
        var change = new KeyRotation(Configuration(data), services.Time).Rotate(UseOf(use), revoke);
        cancellationToken.ThrowIfCancellationRequested();
        DurableFile.TryWrite(output.FullName, EnvelopeJson.Format(change.Change), overwrite: true);
        foreach (var line in NodeKeysText.Lines(change, output.FullName))
        {
            services.Terminal.Say(line);
        }

        return ExitCode.Ok;
    }

    private static async Task WriteTouchedAsync(CliServices services, string data, KeyId key, bool json)
    {
        var touched = KeyInventory.Touched(new NodeDirectoryLayout(data), key);
        foreach (var line in json ? NodeKeysJson.Of(touched) : NodeKeysText.Lines(touched))
        {
            await services.Terminal.Output.WriteLineAsync(line);
        }
    }

    private static NodeConfiguration Configuration(string data) => NodeConfiguration.Load(new NodeDirectoryLayout(data));

    private static KeyUse UseOf(string word) => Enum.Parse<KeyUse>(word, ignoreCase: true);

    private static Option<string> UseOption()
    {
        var use = new Option<string>("--use") { Description = "Which key.", Required = true };
        use.AcceptOnlyFromAmong("signing", "sealing", "tls", "witness");
        return use;
    }

    private static Option<FileInfo> OutOption() => new("--out") { Description = "Where to write the change for the federation's administrator.", Required = true };

    private static Option<bool> JsonOption() => new("--json") { Description = "JSON lines." };
}
