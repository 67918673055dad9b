using FedHub.Cryptography;
using FedHub.Node.Access;
using FedHub.Node.Budgets;
using FedHub.Node.Officers;
using FedHub.Node.Statements;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Policy;

/// <summary>
/// Puts policies in force: whole or not at all, stated in the same commit, without a restart. What widens access to records of victims,
/// witnesses or missing persons waits for a second person wherever the node has an administrator besides the one who proposes it.
/// </summary>
internal sealed class PolicyAdministration(
    CollectionPolicies policies, NodeDatabase database, StatementOutbox outbox, OfficerRegister officers, ExhaustedBudgets exhausted, TimeProvider clock) : IDisposable
{
    // Whoever holds it may change what is in force: the database and the memory change in the same order.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>At the first start: what the data directory holds is put in force.</summary>
    public Task EnsureInForceAsync(CancellationToken cancellationToken) => outbox.WriteAsync(
        (connection, statements) =>
        {
            if (PolicyStore.ReadInForce(connection) is not null)
            {
                return false;
            }

            Put(connection, statements, policies.InForce, null, NodeCaller.OperatorName, "");
            return true;
        },
        cancellationToken);

    /// <summary>Puts policies in force, or keeps them for a second person.</summary>
    /// <param name="caller">Who does it.</param>
    /// <param name="files">Texts by file name; these and no others.</param>
    /// <param name="previous">Digest of those that the caller compared them with.</param>
    /// <param name="cancellationToken">Gives up waiting; what has begun is finished.</param>
    /// <exception cref="FedHubException">A file is wrong, nothing changes, or others came into force meanwhile.</exception>
    public Task<PolicyApplication> ApplyAsync(
        NodeCaller caller, IReadOnlyDictionary<string, string> files, Digest previous, CancellationToken cancellationToken)
    {
        if (files.Count == 0 || files.Sum(file => (long)file.Value.Length) > PolicyFolder.MaxBytes)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "Give the files of all collections, at most 512 KiB together.");
        }

        var next = PolicySet.Read(files);
        return InTurnAsync(
            async () =>
            {
                if (policies.Digest != previous)
                {
                    throw Overtaken();
                }

                if (next.Digest == previous)
                {
                    throw new FedHubException(ErrorCode.FailedPrecondition, "These policies are in force already.");
                }

                var changes = PolicyDiff.Compare(policies.InForce, next);
                if (changes.Any(change => change.WidensAccessToVictims) && HasAnother(caller))
                {
                    await ProposeAsync(caller, next, previous, cancellationToken);
                    return new PolicyApplication(IsInForce: false, next.Digest, changes);
                }

                await PutAsync(next, caller.Name, "", cancellationToken);
                return new PolicyApplication(IsInForce: true, next.Digest, changes);
            },
            cancellationToken);
    }

    /// <summary>Puts what waits in force, by a second person.</summary>
    /// <exception cref="FedHubException">Nothing like it waits, others came into force since, or it is the same person.</exception>
    public Task<PolicyApplication> ConfirmAsync(NodeCaller caller, Digest digest, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            var proposal = await WaitingAsync(digest, cancellationToken);
            if (proposal.Previous != policies.Digest)
            {
                throw Overtaken();
            }

            if (IsProposer(caller, proposal))
            {
                throw new FedHubException(ErrorCode.FailedPrecondition, "You proposed these policies: somebody else has to confirm them.");
            }

            var changes = PolicyDiff.Compare(policies.InForce, proposal.Policies);
            await PutAsync(proposal.Policies, proposal.ProposedBy, caller.Name, cancellationToken);
            return new PolicyApplication(IsInForce: true, digest, changes);
        },
        cancellationToken);

    /// <summary>Drops what waits.</summary>
    /// <exception cref="FedHubException">Nothing like it waits.</exception>
    public Task<bool> WithdrawAsync(NodeCaller caller, Digest digest, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            await WaitingAsync(digest, cancellationToken);
            return await outbox.WriteAsync(
                (connection, statements) =>
                {
                    PolicyStore.Withdraw(connection);
                    statements.Add(StatementPayloads.PolicyWithdrawn(digest, caller.Name, clock.GetUtcNow()));
                    return true;
                },
                cancellationToken);
        },
        cancellationToken);

    public void Dispose() => _turn.Dispose();

    private static FedHubException Overtaken() =>
        new(ErrorCode.FailedPrecondition, "Other policies came into force since these were compared with them; compare again with `fedhub node policy diff`.");

    private bool HasAnother(NodeCaller caller) => officers.All.Any(officer =>
        officer.State == OfficerState.Approved && officer.Roles.Contains(OfficerRole.Admin) && !caller.IsSamePersonAs(officer));

    private bool IsProposer(NodeCaller caller, PolicyProposal proposal) =>
        string.Equals(caller.Name, proposal.ProposedBy, StringComparison.Ordinal)
        || officers.All.Any(officer => string.Equals(officer.OfficerId, proposal.ProposedBy, StringComparison.Ordinal) && caller.IsSamePersonAs(officer));

    private async Task<PolicyProposal> WaitingAsync(Digest digest, CancellationToken cancellationToken) =>
        await database.ReadAsync(PolicyStore.Proposal, cancellationToken) is { } proposal && proposal.Policies.Digest == digest
            ? proposal
            : throw new FedHubException(ErrorCode.NotFound, "No such policies wait for a second person; `fedhub node policy show` says what does.");

    private Task<bool> ProposeAsync(NodeCaller caller, PolicySet next, Digest previous, CancellationToken cancellationToken) => outbox.WriteAsync(
        (connection, statements) =>
        {
            var now = clock.GetUtcNow();
            PolicyStore.Propose(connection, new PolicyProposal(next, previous, caller.Name, now));
            statements.Add(StatementPayloads.PolicyProposed(next.Digest, previous, caller.Name, now));
            return true;
        },
        cancellationToken);

    private async Task PutAsync(PolicySet next, string proposedBy, string confirmedBy, CancellationToken cancellationToken)
    {
        var previous = policies.Digest;
        await outbox.WriteAsync(
            (connection, statements) =>
            {
                Put(connection, statements, next, previous, proposedBy, confirmedBy);
                return true;
            },
            cancellationToken);

        // A crash before this line starts with the new policies, which the database holds and the statement names.
        policies.Replace(next);
        exhausted.Clear();
    }

    private void Put(SqliteConnection connection, List<Statement> statements, PolicySet next, Digest? previous, string proposedBy, string confirmedBy)
    {
        var now = clock.GetUtcNow();
        PolicyStore.Add(connection, next, proposedBy, confirmedBy, now);
        statements.Add(StatementPayloads.PolicyChanged(next.Digest, previous, proposedBy, confirmedBy, now));
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
