using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.NodeAdmin;
using FedHub.Cryptography;
using FedHub.Node.Configuration;
using FedHub.Node.HubLink;
using FedHub.Node.Storage;

namespace FedHub.Cli.NodeIdentity;

/// <summary><c>fedhub node directory accept</c>: a directory taken by hand, when its witnesses are lost.</summary>
internal static class NodeDirectoryCommand
{
    private const int MaxSize = 16 * 1024 * 1024;

    public static Command Create(CliServices services) => new("directory", "The federation's directory at this node.") { Accept(services) };

    private static Command Accept(CliServices services)
    {
        var data = NodeCommand.DataOption();
        var file = FileOption.Required("--in", "The federation's signed directory.json, as its administrator handed it to you; never from the hub.");
        var command = new Command(
            "accept",
            "Takes the next directory on the federation keys alone, although no majority of the members has cosigned it. Only for a federation that lost that majority, or begins another log; the node must not run.")
        {
            data, file,
        };
        command.SetExamples("fedhub node directory accept --data kaz --in directory.json");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var source = parsed.GetRequiredValue(file);
            if (source.Length > MaxSize || !EnvelopeJson.TryParse(await File.ReadAllBytesAsync(source.FullName, cancellationToken), out var envelope))
            {
                throw CliFailureException.Usage("The file is not a signed directory", "Give directory.json, as fedhub federation publish wrote it.");
            }

            var configuration = NodeConfiguration.Load(new NodeDirectoryLayout(parsed.GetRequiredValue(data)));
            var version = await DirectoryAcceptance.AcceptAsync(configuration, envelope, services.Time, cancellationToken);
            services.Terminal.Say(FormattableString.Invariant($"Directory {version} is held; it is in force when the node starts."));
            return ExitCode.Ok;
        });
        return command;
    }
}
