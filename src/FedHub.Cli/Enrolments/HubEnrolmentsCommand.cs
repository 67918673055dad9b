using System.CommandLine;
using System.Security.Cryptography;
using FedHub.Cli.CommandLine;
using FedHub.Cli.HubAdmin;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Directory.V1;
using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Hub.V1;
using Google.Protobuf;

namespace FedHub.Cli.Enrolments;

/// <summary><c>fedhub hub enrolments</c>: requests of new nodes and of members whose certificate ends.</summary>
internal static class HubEnrolmentsCommand
{
    public static Command Create(CliServices services) => new("enrolments", "Requests for certificates: of new nodes, and renewals.")
    {
        List(services),
        Approve(services),
        Refuse(services),
        Deliver(services),
    };

    private static Command List(CliServices services)
    {
        var data = HubCommand.DataOption();
        var command = new Command("list", "Lists invitations and requests with their fingerprints.") { data };
        command.SetExamples("fedhub hub enrolments list --data hub");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var response = await CallAsync(parsed.GetRequiredValue(data), client => client.ListEnrolmentsAsync(new ListEnrolmentsRequest(), cancellationToken: cancellationToken).ResponseAsync);
            foreach (var enrolment in response.Enrolments)
            {
                await services.Terminal.Output.WriteLineAsync(Line(enrolment));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Approve(CliServices services)
    {
        var data = HubCommand.DataOption();
        var id = IdOption();
        var fingerprint = new Option<string>("--fingerprint") { Description = "What the node's administrator read to you; none for renewals.", DefaultValueFactory = _ => "" };
        var request = new Option<FileInfo>("--csr-out") { Description = "Where to write the request for the authority.", Required = true };
        var descriptor = new Option<FileInfo>("--descriptor-out") { Description = "Where to write the descriptor for the federation's administrator." };
        var command = new Command("approve", "Approves a request after you compared the fingerprint by voice, and writes what others need of it.") { data, id, fingerprint, request, descriptor };
        command.SetExamples("fedhub hub enrolments approve --data hub --id 1 --fingerprint FINGERPRINT --csr-out kaz.csr --descriptor-out kaz.json");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var message = new ApproveEnrolmentRequest { Id = parsed.GetValue(id), Fingerprint = parsed.GetRequiredValue(fingerprint) };
            var response = await CallAsync(parsed.GetRequiredValue(data), client => client.ApproveEnrolmentAsync(message, cancellationToken: cancellationToken).ResponseAsync);
            await File.WriteAllTextAsync(
                parsed.GetRequiredValue(request).FullName, PemEncoding.WriteString("CERTIFICATE REQUEST", response.Enrolment.CertificateRequest.Span) + "\n", cancellationToken);
            if (parsed.GetValue(descriptor) is { } file)
            {
                var entry = Member.Parser.ParseFrom(response.Enrolment.MemberEntry);
                await File.WriteAllTextAsync(file.FullName, new JsonFormatter(JsonFormatter.Settings.Default.WithIndentation()).Format(entry), cancellationToken);
            }

            services.Terminal.Say("Approved. Have the request signed (fedhub federation ca sign), then: fedhub hub enrolments deliver.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Refuse(CliServices services)
    {
        var data = HubCommand.DataOption();
        var id = IdOption();
        var command = new Command("refuse", "Refuses a request, or withdraws an invitation, for good.") { data, id };
        command.SetExamples("fedhub hub enrolments refuse --data hub --id 1");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            await CallAsync(
                parsed.GetRequiredValue(data),
                client => client.RefuseEnrolmentAsync(new RefuseEnrolmentRequest { Id = parsed.GetValue(id) }, cancellationToken: cancellationToken).ResponseAsync);
            services.Terminal.Say("Refused.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Deliver(CliServices services)
    {
        var data = HubCommand.DataOption();
        var id = IdOption();
        var certificate = FileOption.Required("--certificate-in", "What the authority signed, PEM.");
        var command = new Command("deliver", "Hands an approved request's certificate over; the node fetches it.") { data, id, certificate };
        command.SetExamples("fedhub hub enrolments deliver --data hub --id 1 --certificate-in kaz.pem");
        command.SetBody(services, async (parsed, cancellationToken) =>
        {
            var message = new DeliverCertificateRequest
            {
                Id = parsed.GetValue(id),
                Certificate = await File.ReadAllTextAsync(parsed.GetRequiredValue(certificate).FullName, cancellationToken),
            };
            await CallAsync(parsed.GetRequiredValue(data), client => client.DeliverCertificateAsync(message, cancellationToken: cancellationToken).ResponseAsync);
            services.Terminal.Say("The node can fetch it.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<T> CallAsync<T>(string data, Func<EnrolmentAdminService.EnrolmentAdminServiceClient, Task<T>> call)
    {
        using var channel = AdminConnection.Open(data);
        return await call(new EnrolmentAdminService.EnrolmentAdminServiceClient(channel));
    }

    private static Option<ulong> IdOption() => new("--id") { Description = "Number, from fedhub hub enrolments list.", Required = true };

    private static string Line(Enrolment enrolment)
    {
        var state = enrolment.State switch
        {
            CertificateState.Unspecified => "invited",
            CertificateState.Requested => "WAITS",
            _ => enrolment.State.ToString().ToLowerInvariant(),
        };
        return FormattableString.Invariant($"{enrolment.Id,4} {enrolment.Member} {(enrolment.Renewal ? "renewal" : "new node"),-8} {state,-9} {enrolment.Fingerprint}").TrimEnd();
    }
}
