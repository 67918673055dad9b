using FedHub.Grpc;
using FedHub.Protocol;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;

namespace FedHub.Hub.Doctor;

/// <summary>What only the running hub can tell of itself.</summary>
internal sealed class HubLiveDoctor(SqliteDatabase database, HubStatus status, MemberVersions versions, HubIdentity identity, HubDirectoryLayout layout, NoteVerificationKey logKey)
{
    /// <summary>All findings.</summary>
    internal async Task<IReadOnlyList<Finding>> ExamineAsync(bool verifyLog, CancellationToken cancellationToken)
    {
        var now = await status.ReadAsync(cancellationToken);
        var found = Members(now).ToList();
        found.Add(VersionExam.Look(
            now.SoftwareVersion,
            now.Members.Where(member => member.ConnectedSince is not null).Select(member => (member.Member.ToString(), versions.Of(member.Member) ?? now.SoftwareVersion))));
        found.Add(OutboxExam.Look(
            now.Members.Sum(member => (long)member.OpenDeliveryCount), "deliveries without an answer", "See which members are away: fedhub hub status."));
        found.Add(Witnesses(now.Log));
        found.Add(Certificate());
        found.AddRange(await database.ReadAsync(connection => DatabaseExam.Look(connection, "reader").ToList(), cancellationToken));
        found.AddRange(await database.Writer.ExecuteAsync((connection, _) => DatabaseExam.Look(connection, "writer").ToList(), cancellationToken));
        found.Add(verifyLog ? await Task.Run(() => Log(cancellationToken), cancellationToken) : Finding.NotChecked("log", "The log was not read again.", "Run it with --verify-log."));
        return found;
    }

    private static IEnumerable<Finding> Members(HubStatusReport now)
    {
        foreach (var member in now.Members.Where(member => !member.Suspended))
        {
            if (member.ConnectedSince is null)
            {
                yield return Finding.Warning(
                    "member-away", $"{member.Member} has no delivery stream open: it is asked nothing, and what waits for it waits on.",
                    $"Call {member.Member}: is its node running?");
            }

            if (member.ManifestCount == 0)
            {
                yield return Finding.Warning(
                    "member-without-filters", $"{member.Member} has published no filter: nobody can search it.", "Its administrator runs fedhub node doctor.");
            }
        }

        yield return Finding.Ok(
            "members", FormattableString.Invariant($"{now.Members.Count(member => member.ConnectedSince is not null)} of {now.Members.Count} members have a stream open."));
    }

    private static Finding Witnesses(LogHealth log)
    {
        if (!log.MaySign)
        {
            return Finding.Error(
                "log-not-signing", $"The log signs nothing, so that no query is delivered: a majority of the members has to say what it has seen of it. Missing: {string.Join(", ", log.MissingWitnesses)}.",
                "Call these members: are their nodes running?");
        }

        if (!log.AsksForQuorum)
        {
            return Finding.Ok("log-unwitnessed", "The log is UNWITNESSED: there are fewer than three members to cosign it.");
        }

        return log.IsAlarm
            ? Finding.Error(
                "log-quorum-missing", FormattableString.Invariant($"No majority of the members has cosigned the log since {log.BehindSince:yyyy-MM-dd HH:mm} UTC: changes of the directory wait."),
                "See which members are away, fedhub hub status, and call them. Do not restore a backup.")
            : Finding.Ok("log-witnessed", FormattableString.Invariant($"A majority of the members has cosigned the log at {log.WitnessedSize} of {log.Published.Size} entries."));
    }

    private Finding Certificate()
    {
        var until = TlsCertificateCheck.ValidUntil(identity.Server.Certificate);
        if (identity.Fault == TlsFault.None)
        {
            return Finding.Ok("certificate-in-use", FormattableString.Invariant($"The certificate in use is valid until {until:yyyy-MM-dd HH:mm} UTC."));
        }

        var fault = CertificateExam.OfFault(identity.Fault, "the certificate file", "Have a new certificate issued.");
        return Finding.Error(
            "certificate-not-used",
            FormattableString.Invariant($"The certificate files changed and are not used; in use is the one before, until {until:yyyy-MM-dd}. Why: {fault.What}"),
            fault.Remedy);
    }

    private Finding Log(CancellationToken cancellationToken)
    {
        var report = SqliteLogFsck.Run(layout.DatabaseFile, logKey, null, cancellationToken);
        return report.IsWhole
            ? Finding.Ok("log", FormattableString.Invariant($"All {report.Count} entries of the log are whole, and {report.CheckpointCount} signed checkpoints are of their tree."))
            : Finding.Error("log-altered", $"The log is damaged or was altered: {report.Findings[0]}.", "Stop the hub, keep the files as evidence and tell the auditors.");
    }
}
