using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Terminal;
using FedHub.Cryptography;

namespace FedHub.Cli.Federation;

/// <summary><c>fedhub federation ca</c>: certificates, signed offline.</summary>
internal static class FederationAuthorityCommand
{
    public static Command Create(CliServices services) =>
        new("ca", "The federation's certification authority, kept offline; any other authority does as well.") { Init(services), Sign(services) };

    private static Command Init(CliServices services)
    {
        var folder = FolderOption();
        var name = new Option<string>("--name") { Description = "Common name of the authority.", Required = true };
        var passphraseFile = Passphrases.CreateOption();
        var command = new Command("init", "Makes the authority's key and certificate.") { folder, name, passphraseFile };
        command.SetExamples("fedhub federation ca init --dir federation --name \"Central Asia CA\"");
        command.SetBody(services, (parsed, _) =>
        {
            var authority = new FederationAuthority(parsed.GetRequiredValue(folder), services.Time);
            authority.Create(parsed.GetRequiredValue(name), Passphrases.Choose(parsed.GetValue(passphraseFile), services.Terminal), PassphraseCost.Moderate);
            services.Terminal.Say($"Give {authority.CertificateFile} to every member and to the hub, over a way they trust. Keep ca.key offline.");
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static Command Sign(CliServices services)
    {
        var folder = FolderOption();
        var request = FileOption.Required("--csr", "The request, PEM.");
        var name = new Option<string>("--name") { Description = "Common name, such as KAZ or hub.", Required = true };
        var hosts = new Option<string[]>("--host") { Description = "Names and addresses by which it is reached.", Required = true, AllowMultipleArgumentsPerToken = true };
        var days = new Option<int>("--days") { Description = "How long it lasts, 1 to 825.", DefaultValueFactory = _ => 397 };
        var output = new Option<FileInfo>("--out") { Description = "Where to write the certificate.", Required = true };
        var passphraseFile = Passphrases.CreateOption();
        var command = new Command("sign", "Signs a request for a certificate.") { folder, request, name, hosts, days, output, passphraseFile };
        command.SetExamples("fedhub federation ca sign --dir federation --csr kaz.csr --name KAZ --host node.kaz.example --out kaz.pem");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(days) is not (>= 1 and <= 825) and var wrong)
            {
                throw CliFailureException.Usage($"--days must lie between 1 and 825, not {wrong}");
            }

            var pem = new FederationAuthority(parsed.GetRequiredValue(folder), services.Time).Sign(
                await File.ReadAllTextAsync(parsed.GetRequiredValue(request).FullName, cancellationToken), parsed.GetRequiredValue(name), parsed.GetRequiredValue(hosts),
                TimeSpan.FromDays(parsed.GetValue(days)), Passphrases.Read(parsed.GetValue(passphraseFile), services.Terminal));
            await File.WriteAllTextAsync(parsed.GetRequiredValue(output).FullName, pem, cancellationToken);
            services.Terminal.Say($"Signed: {parsed.GetRequiredValue(output).FullName}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Option<string> FolderOption() => new("--dir") { Description = "Folder of the federation's administrator, kept offline.", Required = true };
}
