using System.Collections.Concurrent;
using System.Security.Cryptography;
using FedHub.Cryptography;
using FedHub.Node.Access;
using FedHub.Node.Statements;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Officers;

/// <summary>The country's officers: enrolled by themselves, approved by a second person, changed and suspended.</summary>
internal sealed class OfficerRegister : IDisposable
{
    private const int MaxTextLength = 64;

    private readonly NodeDatabase _database;
    private readonly StatementOutbox _outbox;
    private readonly RunningCalls _running;
    private readonly TimeProvider _clock;

    // By TLS key. Written after the database by whoever holds the turn, and by enrolments, which only add; read by every call.
    private readonly ConcurrentDictionary<Digest, Officer> _byTlsKey;

    // Whoever holds it may change officers: an approval and a suspension at once reach memory in the order in which they reached the database.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public OfficerRegister(NodeDatabase database, StatementOutbox outbox, RunningCalls running, TimeProvider clock)
    {
        _database = database;
        _outbox = outbox;
        _running = running;
        _clock = clock;
        _byTlsKey = new ConcurrentDictionary<Digest, Officer>(database.Read(OfficerTable.Load).Select(officer => KeyValuePair.Create(officer.TlsKey, officer)));
    }

    /// <summary>All, by enrolment.</summary>
    public IReadOnlyList<Officer> All => [.. _byTlsKey.Values.OrderBy(officer => officer.EnrolledAt).ThenBy(officer => officer.OfficerId, StringComparer.Ordinal)];

    /// <summary>Officers that wait for approval.</summary>
    public int PendingCount => _byTlsKey.Values.Count(officer => officer.State == OfficerState.Pending);

    /// <summary>The officer of a TLS key; null when nobody enrolled with it.</summary>
    public Officer? Find(Digest tlsKey) => _byTlsKey.GetValueOrDefault(tlsKey);

    /// <summary>The officer of a pseudonym.</summary>
    /// <exception cref="FedHubException">There is none.</exception>
    public Officer Named(string officerId)
        => _byTlsKey.Values.FirstOrDefault(officer => string.Equals(officer.OfficerId, officerId, StringComparison.Ordinal))
            ?? throw new FedHubException(ErrorCode.NotFound, "There is no such officer.");

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
        await _database.WriteAsync(connection => { OfficerTable.Insert(connection, officer); return true; }, cancellationToken);
        return _byTlsKey.GetOrAdd(tlsKey, officer);
    }

    /// <summary>Approves an officer whose fingerprint was compared, by somebody else. Idempotent; also brings a suspended one back.</summary>
    /// <returns>As approved; or with a proposal, when further people have to agree.</returns>
    /// <exception cref="FedHubException">No such officer, another fingerprint, rights that the caller may not give, or a key that was reported stolen.</exception>
    public Task<Officer> ApproveAsync(
        NodeCaller caller, string officerId, string fingerprint, IReadOnlyList<OfficerRole> roles, IReadOnlyList<Purpose> purposes,
        CancellationToken cancellationToken) => InTurnAsync(
        () =>
        {
            var officer = Named(officerId);
            return !string.Equals(officer.Fingerprint, fingerprint, StringComparison.Ordinal)
                ? throw new FedHubException(ErrorCode.FailedPrecondition, "The fingerprint is not this officer's: somebody else may have enrolled. Do not approve.")
                : GiveAsync(caller, officer, roles, purposes, cancellationToken);
        },
        cancellationToken);

    /// <summary>Gives an approved officer other rights, by the same rules; credentials under the old ones are revoked.</summary>
    /// <returns>As changed; or with a proposal, when further people have to agree.</returns>
    /// <exception cref="FedHubException">No such officer, not approved, or rights that the caller may not give.</exception>
    public Task<Officer> ChangeAsync(
        NodeCaller caller, string officerId, IReadOnlyList<OfficerRole> roles, IReadOnlyList<Purpose> purposes, CancellationToken cancellationToken) => InTurnAsync(
        () =>
        {
            var officer = Named(officerId);
            return officer.State != OfficerState.Approved
                ? throw new FedHubException(ErrorCode.FailedPrecondition, "The officer is not approved; use `fedhub node officers approve`, with the fingerprint.")
                : GiveAsync(caller, officer, roles, purposes, cancellationToken);
        },
        cancellationToken);

    /// <summary>Suspends an officer at once: the next call is refused, running ones end, and every live credential is revoked. Idempotent.</summary>
    /// <exception cref="FedHubException">No such officer, or not for this caller to suspend.</exception>
    public Task<(Officer Officer, int RevokedCount)> SuspendAsync(
        NodeCaller caller, string officerId, SuspensionReason reason, CancellationToken cancellationToken) => InTurnAsync(
        () =>
        {
            var officer = Named(officerId);
            OfficerRights.CheckMaySuspend(caller, officer);

            // A key that was stolen stays stolen, whatever else is said of its officer later.
            var lasting = officer.SuspendedFor == SuspensionReason.StolenKey || reason == SuspensionReason.None ? officer.SuspendedFor : reason;
            return UpdateAsync(
                caller, officer with { State = OfficerState.Suspended, SuspendedFor = lasting == SuspensionReason.None ? SuspensionReason.Other : lasting, Proposal = null },
                cancellationToken);
        },
        cancellationToken);

    public void Dispose() => _turn.Dispose();

    /// <summary>What a key says that somebody else has.</summary>
    public static FedHubException KeyInUse() => new(ErrorCode.FailedPrecondition, "One of the keys belongs to another enrolment; make new keys.");

    private static bool IsText(string text) => text.Length is > 0 and <= MaxTextLength && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    private static string NewId() => "o-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private static bool IsSame(Officer left, Officer right) => left.State == right.State && left.SuspendedFor == right.SuspendedFor
        && left.Proposal is null && left.Roles.SequenceEqual(right.Roles) && left.Purposes.SequenceEqual(right.Purposes);

    private async Task<Officer> GiveAsync(
        NodeCaller caller, Officer officer, IReadOnlyList<OfficerRole> someRoles, IReadOnlyList<Purpose> somePurposes, CancellationToken cancellationToken)
    {
        IReadOnlyList<OfficerRole> roles = [.. someRoles.Distinct().Order()];
        IReadOnlyList<Purpose> purposes = [.. somePurposes.Distinct().Order()];
        OfficerRights.CheckMayGive(caller, officer, roles, purposes);
        if (officer.SuspendedFor == SuspensionReason.StolenKey)
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, "This key was reported stolen and never comes back: let the officer enrol anew, with new keys.");
        }

        if (MakesAdmin(officer, roles) && OtherAdminCount(officer) >= OfficerProposal.Needed)
        {
            var before = officer.Proposal is { } waiting && waiting.IsFor(roles, purposes) ? waiting.ApprovedBy : [];
            IReadOnlyList<string> approvedBy = [.. before.Append(caller.Name).Distinct(StringComparer.Ordinal)];
            if (approvedBy.Count < OfficerProposal.Needed)
            {
                return await AgreeAsync(caller, officer with { Proposal = new OfficerProposal(roles, purposes, approvedBy) }, cancellationToken);
            }
        }

        var given = officer with { State = OfficerState.Approved, SuspendedFor = SuspensionReason.None, Roles = roles, Purposes = purposes, Proposal = null };
        return (await UpdateAsync(caller, given, cancellationToken)).Officer;
    }

    private static bool MakesAdmin(Officer officer, IReadOnlyList<OfficerRole> roles) =>
        roles.Contains(OfficerRole.Admin) && !(officer.State == OfficerState.Approved && officer.Roles.Contains(OfficerRole.Admin));

    private int OtherAdminCount(Officer officer) => _byTlsKey.Values.Count(other =>
        other.State == OfficerState.Approved && other.Roles.Contains(OfficerRole.Admin) && !string.Equals(other.OfficerId, officer.OfficerId, StringComparison.Ordinal));

    private async Task<Officer> AgreeAsync(NodeCaller caller, Officer officer, CancellationToken cancellationToken)
    {
        await _outbox.WriteAsync(
            (connection, statements) =>
            {
                var now = _clock.GetUtcNow();
                OfficerTable.Agree(connection, officer.OfficerId, officer.Proposal!, caller.Name, now);
                statements.Add(StatementPayloads.OfficerProposed(officer, caller.Name, now));
                return true;
            },
            cancellationToken);
        _byTlsKey[officer.TlsKey] = officer;
        return officer;
    }

    private async Task<(Officer Officer, int RevokedCount)> UpdateAsync(NodeCaller caller, Officer officer, CancellationToken cancellationToken)
    {
        if (Find(officer.TlsKey) is { } known && IsSame(known, officer))
        {
            return (known, 0);
        }

        var revoked = await _outbox.WriteAsync(
            (connection, statements) =>
            {
                var now = _clock.GetUtcNow();
                OfficerTable.Update(connection, officer, now);
                statements.Add(StatementPayloads.OfficerChanged(officer, caller.Name, now));

                // What was issued says what the officer might do before.
                return CredentialTable.Revoke(connection, officer.OfficerId, now, statements);
            },
            cancellationToken);
        _byTlsKey[officer.TlsKey] = officer;

        // What runs was admitted under the rights that the officer had: it ends, also where the new ones would permit it.
        _running.Abort(officer.TlsKey);
        return (officer, revoked);
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }
}
