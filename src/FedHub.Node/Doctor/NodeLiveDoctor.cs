using FedHub.Grpc;
using FedHub.Node.Filters;
using FedHub.Node.HubLink;
using FedHub.Node.SelfTest;
using FedHub.Node.Storage;
using FedHub.Node.Witness;
using FedHub.Protocol;

namespace FedHub.Node.Doctor;

/// <summary>What only the running node can tell of itself. Changes nothing but the self-test's budget.</summary>
internal sealed class NodeLiveDoctor(
    string softwareVersion, IHub hub, HubState state, DirectoryKeeper directories, NodeCertificate? certificate, NodeDatabase database, FilterCatalog filters,
    SelfTester selfTester, LogGuard log, LogGossip gossip, TimeProvider clock)
{
    private const string Reach = "Check the network, the hub's address in node.json, and on the hub: fedhub hub doctor.";

    /// <summary>All findings.</summary>
    public async Task<IReadOnlyList<Finding>> ExamineAsync(bool selfTest, CancellationToken cancellationToken)
    {
        var (isConnected, since) = state.Current;
        var found = new List<Finding>
        {
            isConnected
                ? Finding.Ok("hub-link", FormattableString.Invariant($"The hub delivers since {since:yyyy-MM-dd HH:mm:ss} UTC."))
                : Finding.Error(
                    "hub-link", FormattableString.Invariant($"The hub does not deliver to this node since {since:yyyy-MM-dd HH:mm:ss} UTC: others see this country as unreachable."),
                    Reach),
        };
        found.AddRange(await HubAsync(isConnected, cancellationToken));
        await log.OpenAsync(cancellationToken);
        found.AddRange(LogExam.Look(log, gossip));
        found.AddRange(Certificate());
        found.AddRange(await database.ReadAsync(connection => DatabaseExam.Look(connection, "reader").ToList(), cancellationToken));
        found.AddRange(await database.WriteAsync(connection => DatabaseExam.Look(connection, "writer").ToList(), cancellationToken));
        found.Add(Filters());
        found.AddRange(selfTest
            ? await CanariesAsync(cancellationToken)
            : [Finding.NotChecked("canaries", "The other countries' test records were not searched.", "Run it with --self-test.")]);
        return found;
    }

    private async Task<IReadOnlyList<Finding>> HubAsync(bool isConnected, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow();
        try
        {
            var report = await hub.GetStateAsync(cancellationToken);

            // Half-way through the call is the best guess at the moment in which the hub looked at its clock.
            return [.. OfReport(report, before + ((clock.GetUtcNow() - before) / 2), isConnected)];
        }
        catch (FedHubException exception)
        {
            return
            [
                exception.Refusal.Code == ErrorCode.NotAMember
                    ? Finding.Error(
                        "hub-refuses", "The hub does not know this node's TLS key.",
                        "See whether the directory lists it: fedhub node keys list; else have the descriptor or the change published.")
                    : Finding.Error("hub-unreachable", $"The hub could not be asked: {exception.Message}", Reach),
                Finding.NotChecked("clock", "The clock could not be compared with the hub's.", "Reach the hub first."),
            ];
        }
    }

    private IEnumerable<Finding> OfReport(HubReport report, DateTimeOffset here, bool isConnected)
    {
        yield return ClockExam.Look(here, report.Now);
        yield return VersionExam.Look(softwareVersion, [("the hub", report.SoftwareVersion), .. report.OtherVersions.Select(version => ("a member", version))]);
        if (directories.Refused is { } refused)
        {
            yield return Finding.Error(
                "directory-unwitnessed",
                FormattableString.Invariant($"{refused.Why} It has been offered since {refused.Since:yyyy-MM-dd HH:mm} UTC; directory {directories.Version} stays in force."),
                "Call the federation's administrator. Only if the federation has lost the majority of its witnesses, or begins another log: fedhub node directory accept, with the file that the administrator hands you.");
            yield break;
        }

        yield return report.DirectoryVersion > directories.Version
            ? Finding.Warning(
                "directory-behind", FormattableString.Invariant($"This node holds directory {directories.Version}, in force is {report.DirectoryVersion}."),
                "Wait a minute; if it stays so, the node's log says why the newer one is not accepted.")
            : Finding.Ok("directory-current", FormattableString.Invariant($"This node holds directory {directories.Version}, which is in force."));
        if (isConnected && !report.StreamOpen)
        {
            yield return Finding.Warning(
                "stream-one-sided", "This node's delivery stream is open here and not at the hub.", "It is opened again by itself within a minute; if not, restart the node.");
        }

        yield return OutboxExam.Look(report.OpenDeliveryCount, "deliveries to this node", "The node answers them as it can; if the number grows, the machine is too slow.");
    }

    private IEnumerable<Finding> Certificate()
    {
        if (certificate is null)
        {
            yield break;
        }

        if (certificate.Fault == TlsFault.None)
        {
            yield return Finding.Ok("certificate-in-use", FormattableString.Invariant($"The certificate in use is valid until {certificate.ValidUntil:yyyy-MM-dd HH:mm} UTC."));
            yield break;
        }

        var fault = CertificateExam.OfFault(certificate.Fault, "the certificate file", "Have a new certificate issued.");
        yield return Finding.Error(
            "certificate-not-used",
            FormattableString.Invariant($"The certificate files changed and are not used; in use is the one before, until {certificate.ValidUntil:yyyy-MM-dd}. Why: {fault.What}"),
            fault.Remedy);
    }

    private Finding Filters() => filters.Slots.Count - filters.HeldSlotCount is var missing and > 0
        ? Finding.Warning(
            "filters-missing", FormattableString.Invariant($"The filters of {missing} of {filters.Slots.Count} slots of other countries are not held."),
            "They are fetched by themselves; if not within minutes, the node's log says why.")
        : Finding.Ok("filters", FormattableString.Invariant($"The filters of {filters.HeldSlotCount} slots of other countries are held."));

    private async Task<IReadOnlyList<Finding>> CanariesAsync(CancellationToken cancellationToken)
    {
        var results = await selfTester.RunAsync(cancellationToken);
        var found = results.Where(result => result.Passed != true).Select(result => result.Passed == false
            ? Finding.Error("canary", $"{result.Slot}: the test record was not found. The country shows FAILED_SELF_TEST.", "Tell the country's desk.")
            : Finding.NotChecked("canary", $"{result.Slot}: {result.Message}", "Try again when the country answers.")).ToList();
        if (results.Count(result => result.Passed == true) is var passed and > 0)
        {
            found.Add(Finding.Ok("canaries", FormattableString.Invariant($"The test records of {passed} slots of other countries were found.")));
        }

        return found;
    }
}
