using System.Security.Cryptography;
using FedHub.Contracts.Directory.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency.Sqlite;
using Google.Protobuf;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub;

/// <summary>
/// Invitations, requests and certificates on their way. Each step is one commit with its log entry, and may be repeated: a crash between two
/// leaves a request that the next call of either side goes on from.
/// </summary>
internal sealed class EnrolmentBook(SqliteDatabase database, TimeProvider clock)
{
    private const int MaxDescriptorBytes = 64 * 1024;

    /// <summary>Makes a one-time token for a member. Only its hash is kept.</summary>
    internal async Task<(byte[] Token, DateTimeOffset ExpiresAt)> InviteAsync(MemberId member, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var token = RandomNumberGenerator.GetBytes(EnrolmentInvitation.TokenSize);
        var expiresAt = clock.GetUtcNow() + lifetime;
        await WriteAsync(
            connection => EnrolmentTable.Find(connection, EnrolmentTable.Invite(connection, member, Digest.Of(token), expiresAt))!, "enrolment-invited", cancellationToken);
        return (token, expiresAt);
    }

    /// <summary>Takes a request, or finds the same one.</summary>
    /// <exception cref="FedHubException">CredentialInvalid: the token. InvalidInput: what is asked for. Replayed: the token is used.</exception>
    internal async Task<EnrolmentRow> RequestAsync(ReadOnlyMemory<byte> token, byte[] request, byte[] descriptor, CancellationToken cancellationToken)
    {
        var hash = Digest.Of(token.Span);
        var found = await database.ReadAsync(connection => EnrolmentTable.FindByToken(connection, hash), cancellationToken);
        if (token.Length != EnrolmentInvitation.TokenSize || found is null)
        {
            throw new FedHubException(ErrorCode.CredentialInvalid, "The token is not one that this hub gave out. Ask the hub's operator for another invitation.");
        }

        if (found.State == EnrolmentState.Invited && found.ExpiresAt <= clock.GetUtcNow())
        {
            throw new FedHubException(ErrorCode.Expired, "The token has expired unused. Ask the hub's operator for another invitation.");
        }

        var key = CheckRequest(request, descriptor, found.Member);
        if (found.State == EnrolmentState.Invited)
        {
            found = await WriteAsync(
                connection =>
                {
                    EnrolmentTable.Bind(connection, found.Id, key, request, descriptor);
                    return EnrolmentTable.FindByToken(connection, hash)!;
                },
                "enrolment-requested",
                cancellationToken);
        }

        // Two that came at the same time: the second is another request under a used token, or the same one again.
        return found.Key == key && found.Descriptor.AsSpan().SequenceEqual(descriptor)
            ? found
            : throw new FedHubException(
                ErrorCode.Replayed, "The token was used for another request. If that was not you, tell the hub's operator at once, who refuses it and invites you anew.");
    }

    /// <summary>Takes a member's request for a new certificate, or finds how far the one for the same key got.</summary>
    internal async Task<EnrolmentRow> RenewAsync(ListedMember member, byte[] request, CancellationToken cancellationToken)
    {
        var key = CertificateRequestReader.ReadKey(request).OrThrow().Key;
        if (!member.HasTlsKey(key, clock.GetUtcNow()))
        {
            throw new FedHubException(ErrorCode.InvalidInput, "The directory does not list this key for the member; a new key is admitted by `fedhub node keys rotate --use tls`.");
        }

        var found = await database.ReadAsync(connection => EnrolmentTable.FindRenewal(connection, member.Id, key), cancellationToken);
        return found is { State: EnrolmentState.Requested or EnrolmentState.Approved } || IsFresh(found)
            ? found!
            : await WriteAsync(connection => EnrolmentTable.Find(connection, EnrolmentTable.Renew(connection, member.Id, key, request))!, "renewal-requested", cancellationToken);
    }

    /// <summary>All, oldest first.</summary>
    internal ValueTask<IReadOnlyList<EnrolmentRow>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync(EnrolmentTable.List, cancellationToken);

    /// <summary>Approves a request whose fingerprint was compared.</summary>
    internal Task<EnrolmentRow> ApproveAsync(long id, string fingerprint, CancellationToken cancellationToken) => ChangeAsync(
        id, EnrolmentState.Approved, "enrolment-approved",
        row => row.State is not EnrolmentState.Requested
            ? new Refusal(ErrorCode.FailedPrecondition, "Only a request that waits can be approved.")
            : string.Equals(row.Fingerprint, fingerprint, StringComparison.Ordinal)
                ? null
                : new Refusal(ErrorCode.InvalidInput, "The fingerprint is not this request's: somebody else may have used the token. Refuse it and invite again."),
        "", cancellationToken);

    /// <summary>Refuses a request, or withdraws an invitation.</summary>
    internal Task<EnrolmentRow> RefuseAsync(long id, CancellationToken cancellationToken) => ChangeAsync(
        id, EnrolmentState.Refused, "enrolment-refused",
        row => row.State == EnrolmentState.Issued ? new Refusal(ErrorCode.FailedPrecondition, "Its certificate is issued; suspend the member instead.") : null,
        "", cancellationToken);

    /// <summary>Hands over an approved request's certificate.</summary>
    internal Task<EnrolmentRow> DeliverAsync(long id, string certificate, CancellationToken cancellationToken)
    {
        var read = CertificateRequestReader.ReadCertificate(certificate).OrThrow();
        return ChangeAsync(
            id, EnrolmentState.Issued, "certificate-issued",
            row => row.State != EnrolmentState.Approved
                ? new Refusal(ErrorCode.FailedPrecondition, "Approve the request first.")
                : row.Key != read.Key
                    ? new Refusal(ErrorCode.InvalidInput, "The certificate is for another key than the request.")
                    : read.ValidUntil <= clock.GetUtcNow() ? new Refusal(ErrorCode.InvalidInput, "The certificate has expired.") : null,
            certificate, cancellationToken);
    }

    private Task<EnrolmentRow> ChangeAsync(
        long id, EnrolmentState to, string action, Func<EnrolmentRow, Refusal?> check, string certificate, CancellationToken cancellationToken) => WriteAsync(
        connection =>
        {
            var row = EnrolmentTable.Find(connection, id) ?? throw new FedHubException(ErrorCode.NotFound, "There is no such invitation or request.");
            if (row.State == to)
            {
                return row;
            }

            if (check(row) is { } refusal)
            {
                throw new FedHubException(refusal);
            }

            EnrolmentTable.SetState(connection, id, to, certificate);
            return EnrolmentTable.Find(connection, id)!;
        },
        action,
        cancellationToken);

    /// <summary>A certificate that was issued lately answers the request that it was issued for; one that nears its end is followed by another.</summary>
    private bool IsFresh(EnrolmentRow? row) => row is { State: EnrolmentState.Issued }
        && CertificateRequestReader.ReadCertificate(row.Certificate).IsAccepted(out var read, out _)
        && read.ValidUntil - clock.GetUtcNow() > TimeSpan.FromDays(30);

    private static Digest CheckRequest(byte[] request, byte[] descriptor, MemberId member)
    {
        var key = CertificateRequestReader.ReadKey(request).OrThrow().Key;
        if (descriptor.Length > MaxDescriptorBytes || !TryReadMember(descriptor, out var listed) || listed.Id != member)
        {
            throw new FedHubException(ErrorCode.InvalidInput, $"The descriptor is not one of {member}; it is what `fedhub node init` wrote.");
        }

        return listed.Keys.Any(listedKey => listedKey.Use == Protocol.KeyUse.Tls && listedKey.Key.Span.SequenceEqual(key.AsSpan()))
            ? key
            : throw new FedHubException(ErrorCode.InvalidInput, "The descriptor's TLS key is not the one of the certificate request.");
    }

    private static bool TryReadMember(byte[] descriptor, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ListedMember? member)
    {
        member = null;
        try
        {
            return MemberEntry.Read(Member.Parser.ParseFrom(descriptor)).IsAccepted(out member, out _);
        }
        catch (InvalidProtocolBufferException)
        {
            // Anything may come here: an expected outcome.
            return false;
        }
    }

    private Task<EnrolmentRow> WriteAsync(Func<SqliteConnection, EnrolmentRow> change, string action, CancellationToken cancellationToken) =>
        database.Writer.ExecuteAsync(
            (connection, transaction) =>
            {
                var row = change(connection);
                transaction.Append(FederationEvents.HubAction(action, FormattableString.Invariant($"{row.Member} {row.Id} {row.Key?.ToString() ?? "-"}"), clock.GetUtcNow()));
                return row;
            },
            cancellationToken);
}
