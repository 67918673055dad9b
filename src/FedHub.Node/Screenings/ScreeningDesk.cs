using FedHub.Contracts.Gateway.V1;
using FedHub.Node.Access;
using FedHub.Node.Officers;
using FedHub.Node.Statements;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Officer = FedHub.Node.Officers.Officer;

namespace FedHub.Node.Screenings;

/// <summary>Bulk screenings: requested by an officer, decided by another person, a supervisor of the same agency.</summary>
internal sealed class ScreeningDesk(
    NodeDatabase database, ScreeningTable table, ScreeningSealer sealer, StatementOutbox outbox, OfficerRegister officers, TimeProvider clock)
{
    /// <summary>Keeps a request whose rows and terms were checked. The same request again is the same screening, unless that has ended.</summary>
    public async Task<BulkScreening> RequestAsync(Officer officer, RequestScreeningRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var screening = new BulkScreening
        {
            Id = ScreeningId.New(),
            Officer = officer.OfficerId,
            Agency = officer.Agency,
            Decision = ScreeningState.Requested,
            RequestedAt = now,
            Until = now + ScreeningLimits.Lifetime,
            RowCount = request.Rows.Count,
            AskedCount = 0,
            DecidedBy = "",
            Terms = ScreeningTerms.Of(request),
        };
        var fileMac = sealer.MacOf(officer.OfficerId, request);
        List<byte[]> rows = [.. request.Rows.Select((row, place) => sealer.MacOf(screening.Id, (uint)place + 1, row))];
        return await database.WriteAsync(
            connection =>
            {
                if (table.FindSame(connection, fileMac) is { } same && same.StateAt(now) != ScreeningState.Ended)
                {
                    return same;
                }

                table.Insert(connection, screening, fileMac, rows);
                return screening;
            },
            cancellationToken);
    }

    /// <summary>The officer's own; for a supervisor the agency's.</summary>
    public ValueTask<IReadOnlyList<BulkScreening>> ListAsync(NodeCaller caller, Officer officer, int limit, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => table.List(connection, caller.HoldsRole(OfficerRole.Supervisor) ? null : officer.OfficerId, officer.Agency, limit), cancellationToken);

    /// <summary>A screening that the caller may see.</summary>
    /// <exception cref="FedHubException">There is none.</exception>
    public async Task<BulkScreening> FindAsync(NodeCaller caller, Officer officer, ScreeningId id, CancellationToken cancellationToken)
        => await database.ReadAsync(connection => table.Find(connection, id), cancellationToken) is { } screening
            && (string.Equals(screening.Officer, officer.OfficerId, StringComparison.Ordinal)
                || (caller.HoldsRole(OfficerRole.Supervisor) && string.Equals(screening.Agency, officer.Agency, StringComparison.Ordinal)))
            ? screening
            : throw new FedHubException(ErrorCode.NotFound, "There is no such screening; `fedhub screenings list` shows yours.");

    /// <summary>All rows, in their order.</summary>
    public ValueTask<IReadOnlyList<ScreenedRow>> RowsAsync(ScreeningId id, CancellationToken cancellationToken)
        => database.ReadAsync(connection => ScreeningTable.Rows(connection, id), cancellationToken);

    /// <summary>Decides, states it to the log in the same commit, and lets the rows be asked for seven days from now when approved.</summary>
    /// <exception cref="FedHubException">The caller requested it, it was decided otherwise, or it has ended.</exception>
    public async Task<BulkScreening> DecideAsync(NodeCaller caller, BulkScreening screening, bool approve, string reason, CancellationToken cancellationToken)
    {
        // Two enrolments of one person are one person.
        if (officers.All.FirstOrDefault(officer => string.Equals(officer.OfficerId, screening.Officer, StringComparison.Ordinal)) is not { } requester
            || caller.IsSamePersonAs(requester))
        {
            throw new FedHubException(ErrorCode.RoleMissing, "Who requests a screening does not decide on it: another supervisor must.");
        }

        var now = clock.GetUtcNow();
        var terms = screening.Terms.Message.Clone();
        terms.Reason = reason;
        var decided = screening with
        {
            Decision = approve ? ScreeningState.Approved : ScreeningState.Refused,
            Until = now + ScreeningLimits.Lifetime,
            DecidedBy = caller.Name,
            Terms = new ScreeningTerms(terms),
        };
        return await outbox.WriteAsync(
            (connection, statements) =>
            {
                var current = table.Find(connection, screening.Id) ?? screening;
                if (current.StateAt(now) != ScreeningState.Requested)
                {
                    return current.Decision == decided.Decision && current.StateAt(now) != ScreeningState.Ended
                        ? current
                        : throw new FedHubException(ErrorCode.FailedPrecondition, "The screening was decided otherwise, or its time is over.");
                }

                table.Decide(connection, decided);
                statements.Add(StatementPayloads.ScreeningDecided(decided, now));
                return decided;
            },
            cancellationToken);
    }
}
