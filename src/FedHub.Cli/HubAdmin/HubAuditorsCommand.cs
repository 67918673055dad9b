using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Cli.NodeAdmin;
using FedHub.Cli.Rpc;
using FedHub.Cli.Terminal;
using FedHub.Contracts.Hub.V1;
using FedHub.Cryptography;
using Google.Protobuf;
using Grpc.Net.Client;

namespace FedHub.Cli.HubAdmin;

/// <summary><c>fedhub hub auditors</c>: who may read the log besides the members.</summary>
internal static class HubAuditorsCommand
{
    public static Command Create(CliServices services) => new("auditors", "Who may read the log besides the members' nodes.")
    {
        List(services),
        Add(services),
        Remove(services),
    };

    private static Command List(CliServices services)
    {
        var data = HubCommand.DataOption();
        var json = JsonOption();
        var command = new Command("list", "Lists the auditors with the digests of their keys.") { data, json };
        command.SetExamples("fedhub hub auditors list --data hub", "fedhub hub auditors list --data hub --json");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            using var channel = AdminConnection.Open(parsed.GetRequiredValue(data));
            var response = await Client(channel).ListAuditorsAsync(new ListAuditorsRequest(), cancellationToken: cancellationToken);
            foreach (var auditor in response.Auditors)
            {
                await services.Terminal.Output.WriteLineAsync(parsed.GetValue(json) ? Json(auditor) : Line(auditor));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Add(CliServices services)
    {
        var data = HubCommand.DataOption();
        var name = new Option<string>("--name") { Description = "Which office, 1 to 128 characters.", Required = true };
        var certificate = FileOption.Required("--certificate", "The auditor's certificate, PEM, signed by the federation's authority.");
        var country = new Option<string>("--country") { Description = "A national auditor's country: reads the payloads of what that country is a party to." };
        var regional = new Option<bool>("--regional") { Description = "A regional auditor: reads the metadata of all." };
        var json = JsonOption();
        var command = new Command("add", "Lists an auditor, from the next request on. It is logged.") { data, name, certificate, country, regional, json };
        command.SetExamples(
            "fedhub hub auditors add --data hub --name \"Prosecutor General\" --country KAZ --certificate kaz-auditor.pem",
            "fedhub hub auditors add --data hub --name \"Regional centre\" --regional --certificate regional.pem");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var of = parsed.GetValue(country) ?? "";
            if (of.Length == 0 != parsed.GetValue(regional))
            {
                throw CliFailureException.Usage("An auditor is national or regional", "Give --country, or --regional.");
            }

            using var channel = AdminConnection.Open(parsed.GetRequiredValue(data));
            var request = new AddAuditorRequest
            {
                Certificate = await File.ReadAllTextAsync(parsed.GetRequiredValue(certificate).FullName, cancellationToken),
                Name = parsed.GetRequiredValue(name),
                Country = of,
            };
            var response = await Client(channel).AddAuditorAsync(request, cancellationToken: cancellationToken);
            await services.Terminal.Output.WriteLineAsync(parsed.GetValue(json) ? Json(response.Auditor) : Line(response.Auditor));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Remove(CliServices services)
    {
        var data = HubCommand.DataOption();
        var key = new Argument<string>("key") { Description = "Digest of the auditor's key, from fedhub hub auditors list." };
        var json = JsonOption();
        var command = new Command("remove", "Takes an auditor off the list, from the next request on. It is logged.") { key, data, json };
        command.SetExamples("fedhub hub auditors remove 5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9 --data hub");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            if (!Digest.TryParse(parsed.GetRequiredValue(key), out var digest))
            {
                throw CliFailureException.Usage("The key is not 64 hexadecimal digits", "See fedhub hub auditors list.");
            }

            using var channel = AdminConnection.Open(parsed.GetRequiredValue(data));
            var response = await Client(channel).RemoveAuditorAsync(
                new RemoveAuditorRequest { Key = ByteString.CopyFrom(digest.AsSpan()) }, cancellationToken: cancellationToken);
            await services.Terminal.Output.WriteLineAsync(parsed.GetValue(json) ? Json(response.Auditor) : "removed " + Line(response.Auditor));
            return ExitCode.Ok;
        });
        return command;
    }

    private static AuditorAdminService.AuditorAdminServiceClient Client(GrpcChannel channel) => new(channel);

    private static string Line(Auditor auditor) =>
        $"{Convert.ToHexStringLower(auditor.Key.Span)}  {(auditor.Country.Length == 0 ? "regional" : auditor.Country),-8}  since {NodeText.Time(auditor.AddedAtMs)}, certificate until {NodeText.Time(auditor.ValidUntilMs)}  {auditor.Name}";

    private static string Json(Auditor auditor) => JsonLines.Write(json =>
    {
        json.WriteString("key", Convert.ToHexStringLower(auditor.Key.Span));
        json.WriteString("name", auditor.Name);
        json.WriteStringOrNull("country", auditor.Country.Length == 0 ? null : auditor.Country);
        json.WriteBoolean("regional", auditor.Country.Length == 0);
        json.WriteString("addedAt", NodeText.Time(auditor.AddedAtMs));
        json.WriteString("validUntil", NodeText.Time(auditor.ValidUntilMs));
    });

    private static Option<bool> JsonOption() => new("--json") { Description = "One JSON object a line." };
}
