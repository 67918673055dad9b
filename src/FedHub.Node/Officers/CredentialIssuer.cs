using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dapper;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;
using FedHub.Node.Statements;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Officers;

/// <summary>
/// Issues the short-lived credentials under which officers search. Each is stated to the federation's log in the commit that issues it, and
/// used again until an hour before its end, so that the log grows by two entries an officer and day and not by two a search.
/// </summary>
internal sealed class CredentialIssuer(MemberId member, Func<SigningKey> nodeKey, StatementOutbox outbox, TimeProvider clock) : IDisposable
{
    private const string SelfTestOfficer = "self-test";

    private static readonly TimeSpan _renewBefore = TimeSpan.FromHours(1);

    // By pseudonym; an entry is replaced whole when the officer changed or its credential nears its end.
    private readonly ConcurrentDictionary<string, (Officer Officer, IssuedCredential Issued)> _issued = new(StringComparer.Ordinal);

    // By agency, under the self-test's key of this process.
    private readonly ConcurrentDictionary<string, IssuedCredential> _selfTests = new(StringComparer.Ordinal);

    /// <summary>Signs the self-test's queries. In memory only: a new one with each start.</summary>
    public SigningKey SelfTestKey { get; } = SigningKey.Generate();

    /// <summary>The officer as one who searches.</summary>
    /// <exception cref="FedHubException">Not approved, not an investigator, or not for this purpose.</exception>
    public async Task<SearchOfficer> ForSearchAsync(Officer officer, Purpose purpose, CancellationToken cancellationToken)
    {
        if (officer.State != OfficerState.Approved || !officer.Roles.Contains(OfficerRole.Investigator))
        {
            throw new FedHubException(ErrorCode.RoleMissing, "You may not search: an administrator of your node must approve you as an investigator.");
        }

        if (!officer.Purposes.Contains(purpose))
        {
            throw new FedHubException(ErrorCode.RoleMissing, $"You may not search for the purpose {Tokens.Of(purpose)}; ask an administrator of your node.");
        }

        var now = clock.GetUtcNow();
        if (!_issued.TryGetValue(officer.OfficerId, out var known) || !ReferenceEquals(known.Officer, officer) || !Lasts(known.Issued, now))
        {
            known = (officer, await outbox.WriteAsync((connection, statements) => FindOrIssue(connection, officer, now, statements), cancellationToken));
            _issued[officer.OfficerId] = known;
        }

        return new SearchOfficer(officer.OfficerId, officer.PublicKey, officer.Agency, known.Issued);
    }

    /// <summary>The node itself as one who searches canaries.</summary>
    public async Task<SearchOfficer> ForSelfTestAsync(string agency, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!_selfTests.TryGetValue(agency, out var issued) || !Lasts(issued, now))
        {
            issued = await outbox.WriteAsync(
                (connection, statements) => Issue(
                    connection, SelfTestOfficer, SelfTestKey.PublicKey, agency, [OfficerRole.SelfTest], Enum.GetValues<Purpose>(), now, statements),
                cancellationToken);
            _selfTests[agency] = issued;
        }

        return new SearchOfficer(SelfTestOfficer, SelfTestKey.PublicKey, agency, issued);
    }

    public void Dispose() => SelfTestKey.Dispose();

    /// <summary>
    /// Whether it may still be used. One that was issued under a clock that has been set back since would be refused as being of the future,
    /// one that a key signed which was revoked since as forged.
    /// </summary>
    private bool Lasts(IssuedCredential issued, DateTimeOffset now) =>
        issued.Envelope.Signatures.Any(signature => signature.KeyId == nodeKey().KeyId) && issued.Credential.ExpiresAt - _renewBefore > now && issued.Credential.IssuedAt <= now;

    /// <summary>Inside the transaction: a suspension that came first is seen here, one that comes later revokes what is issued here.</summary>
    private IssuedCredential FindOrIssue(SqliteConnection connection, Officer officer, DateTimeOffset now, List<Statement> statements)
    {
        var isCurrent = connection.ExecuteScalar<long>(
            "SELECT EXISTS (SELECT 1 FROM officer WHERE officer_id = @OfficerId AND state = @state AND roles = @roles AND purposes = @purposes)",
            new { officer.OfficerId, state = (int)OfficerState.Approved, roles = OfficerRow.Words(officer.Roles), purposes = OfficerRow.Words(officer.Purposes) }) != 0;
        if (!isCurrent)
        {
            throw new FedHubException(ErrorCode.RoleMissing, "Your rights were just changed or withdrawn; search again.");
        }

        return CredentialTable.Find(connection, officer.OfficerId, now + _renewBefore) is { } found && Lasts(found, now)
            ? found
            : Issue(connection, officer.OfficerId, officer.PublicKey, officer.Agency, officer.Roles, officer.Purposes, now, statements);
    }

    private IssuedCredential Issue(
        SqliteConnection connection, string officerId, VerificationKey publicKey, string agency, IReadOnlyList<OfficerRole> roles,
        IReadOnlyList<Purpose> purposes, DateTimeOffset at, List<Statement> statements)
    {
        // Whole milliseconds, as the credential holds them: a query made in the same millisecond must not look older than it.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
        var credential = new InvestigatorCredential(
            member, officerId, publicKey, agency, roles, purposes, now, now + InvestigatorCredential.MaxLifetime, RandomNumberGenerator.GetBytes(16));
        var issued = new IssuedCredential(credential, credential.Sign(nodeKey()));
        CredentialTable.Add(connection, issued, now);
        statements.Add(StatementPayloads.CredentialIssued(credential));
        return issued;
    }
}
