using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.Rpc;
using FedHub.Cli.Terminal;
using FedHub.Contracts.Gateway.V1;
using FedHub.Cryptography;
using Google.Protobuf;

namespace FedHub.Cli.Officers;

/// <summary><c>fedhub officer</c>: the officer's own keys and standing.</summary>
internal static class OfficerCommand
{
    public static Command Create(CliServices services) => new("officer", "Your own key and your standing at your national node.")
    {
        Enrol(services),
        Status(services),
    };

    private static Command Enrol(CliServices services)
    {
        var gateway = new Option<string>("--gateway") { Description = "Address of your national node, such as https://node.example:7443.", Required = true };
        var ca = new Option<FileInfo>("--ca") { Description = "Certificate of the authority that signed the node's, PEM.", Required = true };
        ca.AcceptExistingOnly();
        var agency = new Option<string>("--agency") { Description = "Your agency, from your country's list.", Required = true };
        var serviceNumber = new Option<string>("--service-number") { Description = "By what your administrator knows you; it stays at your node.", Required = true };
        var profile = ProfileOption();
        var passphraseFile = Passphrases.CreateOption();
        var command = new Command("enrol", "Makes your key on this machine and asks your node to take you.") { gateway, ca, agency, serviceNumber, profile, passphraseFile };
        command.SetExamples("fedhub officer enrol --gateway https://node.example:7443 --ca ca.pem --agency \"Criminal Police\" --service-number 4711");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var folder = parsed.GetRequiredValue(profile);
            if (!Uri.TryCreate(parsed.GetRequiredValue(gateway), UriKind.Absolute, out var address) || address.Scheme is not "https")
            {
                throw CliFailureException.Usage("The gateway's address must begin with https://");
            }

            using var keys = NewKeys(folder, new OfficerProfile(address, parsed.GetRequiredValue(ca).FullName), parsed.GetValue(passphraseFile), services.Terminal);
            using var connection = GatewayConnection.Open(OfficerProfile.Load(folder), keys, services.Time);
            var response = await EnrolAsync(connection.Client, keys, parsed.GetRequiredValue(agency), parsed.GetRequiredValue(serviceNumber), cancellationToken);
            await services.Terminal.Output.WriteLineAsync($"officer:     {response.OfficerId}\nfingerprint: {response.Fingerprint}");
            services.Terminal.Say("Compare the fingerprint with your administrator by voice; then fedhub node officers approve lets you search.");
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Asks a node to take an officer; the demonstration does it too.</summary>
    public static async Task<EnrolOfficerResponse> EnrolAsync(
        GatewayService.GatewayServiceClient client, OfficerKeys keys, string agency, string serviceNumber, CancellationToken cancellationToken)
    {
        var request = new EnrolOfficerRequest
        {
            PublicKey = ByteString.CopyFrom(keys.Signing.PublicKey.AsSpan()),
            ProofOfPossession = ByteString.CopyFrom(keys.ProvePossession().AsSpan()),
            Agency = agency,
            ServiceNumber = serviceNumber,
        };
        return await client.EnrolOfficerAsync(request, cancellationToken: cancellationToken);
    }

    private static Command Status(CliServices services)
    {
        var profile = ProfileOption();
        var passphraseFile = Passphrases.CreateOption();
        var command = new Command("status", "Shows where you stand: pending, approved or suspended, and what you may do.") { profile, passphraseFile };
        command.SetExamples("fedhub officer status");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var folder = parsed.GetRequiredValue(profile);
            using var keys = OfficerUnlock.Load(folder, parsed.GetValue(passphraseFile), services.Terminal);
            using var connection = GatewayConnection.Open(OfficerProfile.Load(folder), keys, services.Time);
            var officer = await connection.Client.GetOfficerAsync(new GetOfficerRequest(), cancellationToken: cancellationToken);
            foreach (var line in OfficerText.Lines(officer))
            {
                await services.Terminal.Output.WriteLineAsync(line);
            }

            return officer.State == OfficerState.Approved ? ExitCode.Ok : ExitCode.Refused;
        });
        return command;
    }

    /// <summary>Takes the key that an interrupted enrolment left, so that enrolling again does not make a second officer.</summary>
    private static OfficerKeys NewKeys(string folder, OfficerProfile profile, FileInfo? passphraseFile, CliTerminal terminal)
    {
        profile.Save(folder);
        var path = OfficerProfile.KeyFileIn(folder);
        if (File.Exists(path))
        {
            return OfficerUnlock.Load(folder, passphraseFile, terminal);
        }

        var passphrase = Passphrases.Choose(passphraseFile, terminal);
        var keys = OfficerKeys.Generate();
        if (!keys.Save(path, passphrase, PassphraseCost.Moderate))
        {
            keys.Dispose();
            throw CliFailureException.Usage("Another enrolment wrote a key here at the same time", "Run it again.");
        }

        return keys;
    }

    private static Option<string> ProfileOption() => new("--profile")
    {
        Description = "Folder of your key and profile.",
        DefaultValueFactory = _ => OfficerProfile.DefaultFolder,
    };
}
