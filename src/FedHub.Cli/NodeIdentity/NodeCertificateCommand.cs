using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.NodeAdmin;
using FedHub.Node.Configuration;
using FedHub.Node.Keys;
using FedHub.Node.Storage;

namespace FedHub.Cli.NodeIdentity;

/// <summary><c>fedhub node certificate</c>: the certificate of the node's TLS key. Works whether or not the node runs.</summary>
internal static class NodeCertificateCommand
{
    public static Command Create(CliServices services) =>
        new("certificate", "The certificate of the node's TLS key, from an authority outside of this program.") { Request(services), Install(services) };

    private static Command Request(CliServices services)
    {
        var data = NodeCommand.DataOption();
        var output = new Option<FileInfo>("--csr-out") { Description = "Where to write the request.", Required = true };
        var command = new Command("request", "Writes a certificate request for the current TLS key, to be signed by the authority.") { data, output };
        command.SetExamples("fedhub node certificate request --data kaz --csr-out kaz.csr");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var configuration = NodeConfiguration.Load(new NodeDirectoryLayout(parsed.GetRequiredValue(data)));
            var request = new TlsKeyFiles(configuration.Tls).RequestForCurrent($"{configuration.Member} national node");
            await File.WriteAllTextAsync(parsed.GetRequiredValue(output).FullName, request + "\n", cancellationToken);
            services.Terminal.Say("Have it signed, then: fedhub node certificate install --certificate-in.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Install(CliServices services)
    {
        var data = NodeCommand.DataOption();
        var input = FileOption.Required("--certificate-in", "The certificate, PEM, then intermediates if any.");
        var command = new Command("install", "Takes a certificate for the current TLS key, or for the successor that waits. A running node uses it within half a minute.") { data, input };
        command.SetExamples("fedhub node certificate install --data kaz --certificate-in kaz.pem");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var configuration = NodeConfiguration.Load(new NodeDirectoryLayout(parsed.GetRequiredValue(data)));
            var pem = await File.ReadAllTextAsync(parsed.GetRequiredValue(input).FullName, cancellationToken);
            services.Terminal.Say(new TlsKeyFiles(configuration.Tls).Install(pem)
                ? "Installed for the successor; it takes over when the directory lists its key."
                : "Installed for the current key.");
            return ExitCode.Ok;
        });
        return command;
    }
}
