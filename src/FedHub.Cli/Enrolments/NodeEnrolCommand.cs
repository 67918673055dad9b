using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.NodeAdmin;
using FedHub.Node.Configuration;
using FedHub.Node.Enrolments;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Cli.Enrolments;

/// <summary><c>fedhub node enrol</c>: a certificate for a new node, under a one-time token.</summary>
internal static class NodeEnrolCommand
{
    public static Command Create(CliServices services)
    {
        var data = NodeCommand.DataOption();
        var token = FileOption.Required("--token-file", "The invitation of the hub's operator.");
        var descriptor = FileOption.Required("--descriptor", "What fedhub node init wrote.");
        var command = new Command("enrol", "Asks the hub for this node's certificate. The same command again asks how far it got.") { data, token, descriptor };
        command.SetExamples("fedhub node enrol --data kaz --token-file kaz.token --descriptor kaz.json");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var configuration = NodeConfiguration.Load(new NodeDirectoryLayout(parsed.GetRequiredValue(data)));
            var invitation = EnrolmentInvitation.FromJson(await File.ReadAllTextAsync(parsed.GetRequiredValue(token).FullName, cancellationToken));
            var entry = await File.ReadAllTextAsync(parsed.GetRequiredValue(descriptor).FullName, cancellationToken);
            var progress = await NodeEnrolment.RunAsync(configuration, invitation, entry, services.Time, cancellationToken);
            if (progress.IsInstalled)
            {
                services.Terminal.Say("The certificate is installed. Delete the token file, and run the node: fedhub node run.");
                return ExitCode.Ok;
            }

            services.Terminal.Say(progress.IsApproved ? "Approved; the federation's authority is yet to sign it." : "Waits for the hub's operator.");
            services.Terminal.Say("Read this to the hub's operator by voice: " + progress.Fingerprint);
            return ExitCode.Partial;
        });
        return command;
    }
}
