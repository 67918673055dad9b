using System.Security.Cryptography;
using System.Text;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Hub;

/// <summary>The log entries about the directory, manifests, statements and refused attempts.</summary>
internal static class FederationEvents
{
    internal static NewLogEntry ManifestPublished(VerifiedManifest verified, DateTimeOffset now)
    {
        var manifest = verified.Manifest;
        var builder = new AuditPayloadBuilder(AuditKind.ManifestPublished, manifest.Slot.Member, verified.Digest.ToString())
            .Add("slot", manifest.Slot.ToString())
            .Add("epoch", manifest.Epoch.Value)
            .Add("revision", manifest.Revision)
            .Add("valid-from", manifest.ValidFrom)
            .Add("valid-until", manifest.ValidUntil)
            .Add("entries", (ulong)manifest.EntryCount)
            .Add("files", string.Join(' ', manifest.Files.Select(file => file.Sha256.ToString())));
        return Entry(AuditKind.ManifestPublished, builder, verified.Digest.ToArray(), now);
    }

    /// <summary>The directory's entry, then one for each member that it admits or suspends.</summary>
    internal static IReadOnlyList<NewLogEntry> DirectoryPublished(FederationDirectory directory, FederationDirectory? previous, DateTimeOffset now)
    {
        var subject = directory.Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var builder = new AuditPayloadBuilder(AuditKind.DirectoryPublished, null, subject)
            .Add("digest", directory.Digest)
            .Add("expires", directory.ExpiresAt)
            .Add("members", string.Join(' ', directory.Members.Select(member => member.Id).Order()));
        List<NewLogEntry> entries = [Entry(AuditKind.DirectoryPublished, builder, directory.Digest.ToArray(), now)];
        foreach (var id in directory.Members.Concat(previous?.Members ?? []).Select(member => member.Id).Distinct().Order())
        {
            var was = StandingOf(previous, id);
            var standing = StandingOf(directory, id);
            if (standing == was)
            {
                continue;
            }

            var change = standing == MemberStanding.Active
                ? new AuditPayloadBuilder(AuditKind.MemberAdmitted, id, id.ToString()).Add("directory-version", directory.Version)
                : new AuditPayloadBuilder(AuditKind.MemberSuspended, id, id.ToString())
                    .Add("directory-version", directory.Version)
                    .Add("reason", standing == MemberStanding.Suspended ? "suspended" : "no longer listed");
            var kind = standing == MemberStanding.Active ? AuditKind.MemberAdmitted : AuditKind.MemberSuspended;
            entries.Add(Entry(kind, change, [.. directory.Digest.ToArray(), .. Encoding.ASCII.GetBytes(id.ToString())], now));
        }

        return entries;
    }

    internal static NewLogEntry Statement(MemberStatement statement, DateTimeOffset now)
    {
        var builder = new AuditPayloadBuilder(statement.Kind, statement.Member, Convert.ToHexStringLower(statement.IdempotencyKey.Span))
            .Add("statement-digest", statement.Digest);
        if (statement.Kind == AuditKind.CredentialRevoked)
        {
            builder.Add("credential", Convert.ToHexStringLower(statement.RevokedCredential.Span));
        }

        if (statement.Kind == AuditKind.AdministratorAction)
        {
            builder = new AuditPayloadBuilder(statement.Kind, statement.Member, Convert.ToHexStringLower(statement.IdempotencyKey.Span))
                .Add("action", "statement")
                .Add("detail", statement.Digest);
        }

        byte[] distinguisher = [.. Encoding.ASCII.GetBytes(statement.Member.ToString()), .. statement.IdempotencyKey.Span];
        return Entry(statement.Kind, builder, distinguisher, now);
    }

    /// <summary>Something that the hub's own administrator did.</summary>
    internal static NewLogEntry HubAction(string action, string detail, DateTimeOffset now)
    {
        var builder = new AuditPayloadBuilder(AuditKind.AdministratorAction, null, "hub").Add("action", action).Add("detail", detail);
        return Entry(AuditKind.AdministratorAction, builder, RandomNumberGenerator.GetBytes(16), now);
    }

    /// <summary>Payloads of one kind that were erased at the end of their retention.</summary>
    internal static NewLogEntry PayloadsErased(AuditKind kind, DateTimeOffset before, IReadOnlyList<long> entries, DateTimeOffset now)
    {
        var builder = new AuditPayloadBuilder(AuditKind.PayloadsErased, null, kind.ToToken())
            .Add("kind", kind.ToToken())
            .Add("before", before)
            .Add("first", (ulong)entries[0])
            .Add("last", (ulong)entries[^1])
            .Add("count", (ulong)entries.Count);
        return Entry(AuditKind.PayloadsErased, builder, Encoding.ASCII.GetBytes($"{kind.ToToken()} {entries[0]} {entries[^1]}"), now);
    }

    /// <summary>A member's attempt that was refused.</summary>
    /// <param name="member">The member.</param>
    /// <param name="operation">What was tried, as the rpc's name.</param>
    /// <param name="digest">Of what was sent: the same attempt again is the same event.</param>
    /// <param name="reason">Why not.</param>
    /// <param name="now">When.</param>
    internal static NewLogEntry AttemptRefused(MemberId member, string operation, Digest digest, ErrorCode reason, DateTimeOffset now)
    {
        var builder = new AuditPayloadBuilder(AuditKind.AttemptRefused, member, digest.ToString())
            .Add("operation", operation)
            .Add("reason", reason.ToString());
        return Entry(AuditKind.AttemptRefused, builder, Encoding.ASCII.GetBytes($"{member} {operation} {reason} {digest}"), now);
    }

    /// <summary>Attempts of one peer with one reason in one minute, however many.</summary>
    internal static NewLogEntry AttemptsSummarized(MemberId? member, string peer, string operation, ErrorCode reason, DateTimeOffset now)
    {
        var minute = AuditPayloadBuilder.Text(now)[..16];
        var builder = new AuditPayloadBuilder(AuditKind.AttemptsSummarized, member, peer)
            .Add("operation", operation)
            .Add("reason", reason.ToString())
            .Add("minute", minute);
        return Entry(AuditKind.AttemptsSummarized, builder, Encoding.ASCII.GetBytes($"{peer} {reason} {minute}"), now);
    }

    private static MemberStanding StandingOf(FederationDirectory? directory, MemberId id) => directory?.Member(id) switch
    {
        null => MemberStanding.NotListed,
        { Suspended: true } => MemberStanding.Suspended,
        _ => MemberStanding.Active,
    };

    private static NewLogEntry Entry(AuditKind kind, AuditPayloadBuilder builder, byte[] distinguisher, DateTimeOffset now) =>
        NewLogEntry.Create(IdempotencyKey.Derive(kind, distinguisher), now, builder.Build());
}
