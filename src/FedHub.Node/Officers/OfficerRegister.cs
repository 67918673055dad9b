using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dapper;
using FedHub.Cryptography;
using FedHub.Node.Access;
using FedHub.Node.Statements;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Officers;

/// <summary>The country's officers: enrolled by themselves, approved and suspended by an admin.</summary>
internal sealed class OfficerRegister
{
    private const int MaxPending = 100;
    private const int MaxTextLength = 64;

    private readonly NodeDatabase _database;
    private readonly StatementOutbox _outbox;
    private readonly RunningCalls _running;
    private readonly TimeProvider _clock;

    // By TLS key. Written after the database, under the register's own writes; read by every call.
    private readonly ConcurrentDictionary<Digest, Officer> _byTlsKey;

    public OfficerRegister(NodeDatabase database, StatementOutbox outbox, RunningCalls running, TimeProvider clock)
    {
        _running = running;
        _database = database;
        _outbox = outbox;
        _clock = clock;
        _byTlsKey = new ConcurrentDictionary<Digest, Officer>(database.Read(Load).Select(officer => KeyValuePair.Create(officer.TlsKey, officer)));
    }

    /// <summary>All, by enrolment.</summary>
    public IReadOnlyList<Officer> All => [.. _byTlsKey.Values.OrderBy(officer => officer.EnrolledAt).ThenBy(officer => officer.OfficerId, StringComparer.Ordinal)];

    /// <summary>Officers that wait for approval.</summary>
    public int PendingCount => _byTlsKey.Values.Count(officer => officer.State == OfficerState.Pending);

    /// <summary>The officer of a TLS key; null when nobody enrolled with it.</summary>
    public Officer? Find(Digest tlsKey) => _byTlsKey.GetValueOrDefault(tlsKey);

    /// <summary>The bytes that an officer signs at enrolment: "fedhub enrol v1" ‖ SHA-256 of the TLS key.</summary>
    public static byte[] EnrolmentBytes(Digest tlsKey) => [.. "fedhub enrol v1"u8, .. tlsKey.AsSpan()];

    /// <summary>Takes an enrolment. Idempotent by the two keys.</summary>
    /// <exception cref="FedHubException">A wrong proof, unreadable texts, a key that another officer has, or too many that wait.</exception>
    public async Task<Officer> EnrolAsync(
        Digest tlsKey, VerificationKey publicKey, Signature proof, string agency, string serviceNumber, CancellationToken cancellationToken)
    {
        if (!publicKey.Verify(EnrolmentBytes(tlsKey), proof))
        {
            throw new FedHubException(ErrorCode.SignatureInvalid, "The proof of possession is not a signature over this connection's key.");
        }

        if (!IsText(agency) || !IsText(serviceNumber))
        {
            throw new FedHubException(ErrorCode.InvalidInput, "Agency and service number are needed, at most 64 characters each.");
        }

        if (Find(tlsKey) is { } known)
        {
            return known.PublicKey == publicKey ? known : throw KeyInUse();
        }

        var officer = new Officer(NewId(), publicKey, tlsKey, agency, serviceNumber, OfficerState.Pending, [], [], _clock.GetUtcNow());
        var taken = await _database.WriteAsync(connection => Insert(connection, officer), cancellationToken);
        return _byTlsKey.GetOrAdd(tlsKey, taken);
    }

    /// <summary>Approves an officer whose fingerprint was compared. Idempotent; also brings a suspended one back, and changes rights.</summary>
    /// <exception cref="FedHubException">No such officer, another fingerprint, or no role or purpose given.</exception>
    public Task<Officer> ApproveAsync(
        string officerId, string fingerprint, IReadOnlyList<OfficerRole> roles, IReadOnlyList<Purpose> purposes, CancellationToken cancellationToken)
    {
        var officer = Named(officerId);
        if (!string.Equals(officer.Fingerprint, fingerprint, StringComparison.Ordinal))
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, "The fingerprint is not this officer's: somebody else may have enrolled. Do not approve.");
        }

        if (roles.Count == 0 || roles.Contains(OfficerRole.SelfTest) || (purposes.Count == 0 && roles.Contains(OfficerRole.Investigator)))
        {
            throw new FedHubException(ErrorCode.InvalidInput, "Give at least one role other than self-test, and an investigator at least one purpose.");
        }

        return UpdateAsync(officer with { State = OfficerState.Approved, Roles = [.. roles.Distinct().Order()], Purposes = [.. purposes.Distinct().Order()] }, cancellationToken);
    }

    /// <summary>Suspends an officer at once: the next call is refused, and every live credential is revoked. Idempotent.</summary>
    /// <exception cref="FedHubException">No such officer.</exception>
    public Task<Officer> SuspendAsync(string officerId, CancellationToken cancellationToken)
        => UpdateAsync(Named(officerId) with { State = OfficerState.Suspended }, cancellationToken);

    private static bool IsText(string text) => text.Length is > 0 and <= MaxTextLength && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    private static string NewId() => "o-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private static FedHubException KeyInUse() => new(ErrorCode.FailedPrecondition, "One of the keys belongs to another enrolment; make new keys.");

    private static Officer Insert(SqliteConnection connection, Officer officer)
    {
        if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM officer WHERE state = @pending", new { pending = (int)OfficerState.Pending }) >= MaxPending)
        {
            throw new FedHubException(ErrorCode.Unavailable, "Too many enrolments wait for an administrator; ask for yours to be decided.");
        }

        if (connection.ExecuteScalar<long>(
            "SELECT COUNT(*) FROM officer WHERE public_key = @publicKey OR tls_key = @tlsKey",
            new { publicKey = officer.PublicKey.ToArray(), tlsKey = officer.TlsKey.ToArray() }) > 0)
        {
            throw KeyInUse();
        }

        connection.Execute(
            """
            INSERT INTO officer (officer_id, public_key, tls_key, agency, service_number, state, roles, purposes, enrolled_at, changed_at)
            VALUES (@OfficerId, @publicKey, @tlsKey, @Agency, @ServiceNumber, @state, '', '', @at, @at)
            """,
            new
            {
                officer.OfficerId,
                publicKey = officer.PublicKey.ToArray(),
                tlsKey = officer.TlsKey.ToArray(),
                officer.Agency,
                officer.ServiceNumber,
                state = (int)officer.State,
                at = officer.EnrolledAt.ToUnixTimeMilliseconds(),
            });
        return officer;
    }

    private static List<Officer> Load(SqliteConnection connection) =>
    [
        .. connection.Query<OfficerRow>(
            """
            SELECT officer_id AS OfficerId, public_key AS PublicKey, tls_key AS TlsKey, agency AS Agency, service_number AS ServiceNumber, state AS State,
                roles AS Roles, purposes AS Purposes, enrolled_at AS EnrolledAt FROM officer
            """).Select(row => row.ToOfficer()),
    ];

    private Officer Named(string officerId)
        => _byTlsKey.Values.FirstOrDefault(officer => string.Equals(officer.OfficerId, officerId, StringComparison.Ordinal))
            ?? throw new FedHubException(ErrorCode.NotFound, "There is no such officer.");

    private async Task<Officer> UpdateAsync(Officer officer, CancellationToken cancellationToken)
    {
        if (Find(officer.TlsKey) is { } known && IsSame(known, officer))
        {
            return known;
        }

        await _outbox.WriteAsync((connection, statements) => Update(connection, officer, _clock.GetUtcNow(), statements), cancellationToken);
        _byTlsKey[officer.TlsKey] = officer;

        // What runs was admitted under the rights that the officer had: it ends, also where the new ones would permit it.
        _running.Abort(officer.TlsKey);
        return officer;
    }

    private static bool IsSame(Officer left, Officer right)
        => left.State == right.State && left.Roles.SequenceEqual(right.Roles) && left.Purposes.SequenceEqual(right.Purposes);

    private static bool Update(SqliteConnection connection, Officer officer, DateTimeOffset now, List<Statement> statements)
    {
        connection.Execute(
            "UPDATE officer SET state = @state, roles = @roles, purposes = @purposes, changed_at = @at WHERE officer_id = @OfficerId",
            new
            {
                officer.OfficerId,
                state = (int)officer.State,
                roles = OfficerRow.Words(officer.Roles),
                purposes = OfficerRow.Words(officer.Purposes),
                at = now.ToUnixTimeMilliseconds(),
            });
        statements.Add(StatementPayloads.OfficerChanged(officer, now));

        // What was issued says what the officer might do before.
        CredentialTable.Revoke(connection, officer.OfficerId, now, statements);
        return true;
    }
}
