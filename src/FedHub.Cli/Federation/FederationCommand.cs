using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Rpc;
using FedHub.Cli.Terminal;
using FedHub.Contracts.Hub.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Cli.Federation;

/// <summary><c>fedhub federation</c>: who the members are, signed offline.</summary>
internal static class FederationCommand
{
    public static Command Create(CliServices services) => new("federation", "The directory of members, signed with keys that are kept offline.")
    {
        Init(services),
        Admit(services),
        Suspend(services),
        Publish(services),
        FederationAuthorityCommand.Create(services),
    };

    /// <summary>SHA-256 of the public key in a PEM certificate: what the directory lists for TLS.</summary>
    public static Digest TlsKeyOf(string certificateFile)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(certificateFile);
        return Digest.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo());
    }

    private static Command Init(CliServices services)
    {
        var folder = FolderOption();
        var name = new Option<string>("--name") { Description = "Name of the federation; part of the log's origin and never changed.", Required = true };
        var keyCount = new Option<int>("--keys") { Description = "Number of federation keys.", DefaultValueFactory = _ => 1 };
        var threshold = new Option<int>("--threshold") { Description = "How many of them must sign a directory.", DefaultValueFactory = _ => 1 };
        var passphraseFile = Passphrases.CreateOption();
        var command = new Command("init", "Makes the federation's keys and its trust file.") { folder, name, keyCount, threshold, passphraseFile };
        command.SetExamples("fedhub federation init --dir federation --name central-asia --keys 3 --threshold 2");
        command.SetBody(services, (parsed, _) =>
        {
            var (count, needed) = (parsed.GetValue(keyCount), parsed.GetValue(threshold));
            if (needed < 1 || needed > count || count > Envelope.MaxSignatures)
            {
                throw CliFailureException.Usage("The threshold must lie between 1 and the number of keys, which is at most 16");
            }

            var federation = new FederationFolder(parsed.GetRequiredValue(folder), services.Time);
            federation.Create(
                parsed.GetRequiredValue(name), count, needed, Passphrases.Choose(parsed.GetValue(passphraseFile), services.Terminal), PassphraseCost.Moderate);
            services.Terminal.Say($"Give {federation.TrustFile} to every member and to the hub, over a way they trust. Keep the .key files offline.");
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static Command Admit(CliServices services)
    {
        var folder = FolderOption();
        var descriptors = new Option<FileInfo[]>("--descriptor") { Description = "What fedhub node init wrote, one a member.", AllowMultipleArgumentsPerToken = true };
        var changes = new Option<FileInfo[]>("--change") { Description = "What fedhub node keys rotate or revoke wrote.", AllowMultipleArgumentsPerToken = true };
        changes.AcceptExistingOnly();
        var hubCertificate = FileOption.Optional("--hub-certificate", "The hub's TLS certificate, PEM; no other key of the hub counts any more.");
        var hubNext = FileOption.Optional("--hub-next-certificate", "The certificate that the hub will show next, PEM; its key counts beside the one in use.");
        var logKey = new Option<string>("--log-key") { Description = "What the hub's log is verified with, from its log.vkey. Publish takes it from the hub's data folder when it is given one." };
        descriptors.AcceptExistingOnly();
        var command = new Command("admit", "Puts members, or the hub, into the next directory.") { folder, descriptors, changes, hubCertificate, hubNext, logKey };
        command.SetExamples(
            "fedhub federation admit --dir federation --descriptor kaz.json kgz.json --hub-certificate hub.pem",
            "fedhub federation admit --dir federation --change kaz-change.json",
            "fedhub federation admit --dir federation --hub-next-certificate hub-2.pem");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var federation = new FederationFolder(parsed.GetRequiredValue(folder), services.Time);
            foreach (var file in parsed.GetValue(descriptors) ?? [])
            {
                var member = federation.Admit(await File.ReadAllTextAsync(file.FullName, cancellationToken));
                services.Terminal.Say($"{member} is in the next directory.");
            }

            foreach (var file in parsed.GetValue(changes) ?? [])
            {
                var (member, fingerprint) = federation.Admit(await File.ReadAllBytesAsync(file.FullName, cancellationToken));
                services.Terminal.Say($"{member} is changed in the next directory. Before you publish it, compare by voice: {fingerprint}");
            }

            if (parsed.GetValue(hubCertificate) is { } certificate)
            {
                federation.SetHub(TlsKeyOf(certificate.FullName));
                services.Terminal.Say("The hub's key is in the next directory.");
            }

            if (parsed.GetValue(hubNext) is { } next)
            {
                federation.AddHub(TlsKeyOf(next.FullName));
                services.Terminal.Say("The hub's next key is in the next directory, beside the one in use.");
            }

            if (parsed.GetValue(logKey) is { } text)
            {
                federation.SetLog(HubLogKey.Parse(text));
                services.Terminal.Say("The key of the hub's log is in the next directory.");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Suspend(CliServices services)
    {
        var folder = FolderOption();
        var member = new Option<string>("--member") { Description = "ISO 3166-1 alpha-3.", Required = true };
        var readmit = new Option<bool>("--readmit") { Description = "Ends the suspension." };
        var command = new Command("suspend", "Suspends a member in the next directory: it neither asks nor answers.") { folder, member, readmit };
        command.SetExamples("fedhub federation suspend --dir federation --member KGZ", "fedhub federation suspend --dir federation --member KGZ --readmit");
        command.SetBody(services, (parsed, _) =>
        {
            if (!MemberId.TryParse(parsed.GetRequiredValue(member), out var id))
            {
                throw CliFailureException.Usage("A member is three upper-case letters, such as KGZ");
            }

            new FederationFolder(parsed.GetRequiredValue(folder), services.Time).SetSuspended(id, !parsed.GetValue(readmit));
            services.Terminal.Say("It takes effect with fedhub federation publish.");
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static Command Publish(CliServices services)
    {
        var folder = FolderOption();
        var hub = new Option<string>("--hub-data") { Description = "Data folder of the hub on this machine; without it the signed directory is only written." };
        var passphraseFile = Passphrases.CreateOption();
        var unwitnessed = new Option<bool>("--unwitnessed")
        {
            Description = "Puts it in force at the hub without a majority of the members, once that majority is lost. Each node then has to take it by hand: fedhub node directory accept.",
        };
        var command = new Command("publish", "Signs the next directory and gives it to the hub.") { folder, hub, passphraseFile, unwitnessed };
        command.SetExamples("fedhub federation publish --dir federation --hub-data hub");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var federation = new FederationFolder(parsed.GetRequiredValue(folder), services.Time);
            if (parsed.GetValue(hub) is { } ofHub && HubLogKey.Take(federation, ofHub) is { } logKey)
            {
                services.Terminal.Say($"The key of the hub's log is in the directory: {logKey}");
            }

            var (directory, version) = federation.Sign(Passphrases.Read(parsed.GetValue(passphraseFile), services.Terminal));
            services.Terminal.Say($"Signed directory {version}: {federation.SignedFile}");
            if (parsed.GetValue(hub) is { } data)
            {
                var published = await PublishAsync(data, directory, cancellationToken, parsed.GetValue(unwitnessed));
                services.Terminal.Say(published.InForce
                    ? $"In force at the hub; log entry {published.LogIndex}."
                    : $"Logged at the hub as log entry {published.LogIndex}; it takes effect when a majority of the members has cosigned it: fedhub hub status.");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Gives a signed directory to the running hub; says whether it is in force.</summary>
    public static async Task<PublishDirectoryResponse> PublishAsync(
        string hubData, Envelope directory, CancellationToken cancellationToken, bool unwitnessed = false)
    {
        using var channel = AdminConnection.Open(hubData);
        var client = new HubAdminService.HubAdminServiceClient(channel);
        return await client.PublishDirectoryAsync(
            new PublishDirectoryRequest { Directory = EnvelopeCodec.ToProto(directory), Unwitnessed = unwitnessed }, cancellationToken: cancellationToken);
    }

    private static Option<string> FolderOption() => new("--dir") { Description = "Folder of the federation's administrator, kept offline.", Required = true };
}
