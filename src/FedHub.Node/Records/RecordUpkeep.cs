using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Policy;
using FedHub.Node.Storage;

namespace FedHub.Node.Records;

/// <summary>
/// Keeps stored keys as this version would derive them: canaries for every class, and all records under the rule set in force. Removes
/// records whose time is over, before an epoch is built from what is left.
/// </summary>
internal sealed class RecordUpkeep(
    NodeDatabase database, RecordSealer sealer, MemberId member, CollectionPolicies policies, RecordExpiry expiry, TimeProvider time)
{
    private const int PageSize = 200;

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var policy in policies.Collections)
        {
            await EnsureCanaryAsync(policy, cancellationToken);
            while (await RemovePageAsync(policy.Name, cancellationToken))
            {
                // Each page is a commit of its own here too.
            }
        }

        while (await RekeyPageAsync(cancellationToken))
        {
            // Each page is a commit of its own: broken off, the work goes on at the next start.
        }
    }

    private async Task EnsureCanaryAsync(CollectionPolicy policy, CancellationToken cancellationToken)
    {
        var classes = await database.ReadAsync(
            connection => connection.Query(
                "SELECT k.class FROM record r JOIN record_key k ON k.row_id = r.row_id WHERE r.collection = $collection AND r.is_canary = 1",
                row => (IdentifierClass)row.GetByte(0),
                ("$collection", policy.Name.ToString())),
            cancellationToken);
        if (!policy.Ceilings.Keys.ToHashSet().SetEquals(classes))
        {
            var canary = sealer.SealCanary(member, policy.Name, policy.Ceilings.Keys);
            await database.WriteAsync(connection => { RecordStore.Write(connection, [canary], time.GetUtcNow()); return true; }, cancellationToken);
        }
    }

    /// <summary>Withdraws some records whose time is over. Nobody was told of them meanwhile: <see cref="RecordExpiry"/> is asked at each look-up.</summary>
    /// <returns>False when there are no more.</returns>
    private Task<bool> RemovePageAsync(CollectionName collection, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            var over = RecordStore.FindOver(connection, collection, expiry.Retention.For(collection), expiry.Now, PageSize);
            over.ForEach(reference => RecordStore.Withdraw(connection, reference));
            return over.Count == PageSize;
        },
        cancellationToken);

    /// <summary>Derives the keys of some records anew after the rules changed with the program.</summary>
    /// <returns>False when there are no more.</returns>
    private async Task<bool> RekeyPageAsync(CancellationToken cancellationToken)
    {
        var stale = await database.ReadAsync(
            connection => connection.Query(
                "SELECT collection, record_ref, sealed_content FROM record WHERE rule_set <> $ruleSet AND is_canary = 0 LIMIT $limit",
                row => (Collection: CollectionName.Parse(row.GetString(0)), Reference: row.Blob(1), Content: row.Blob(2)),
                ("$ruleSet", RuleSet.Current.Hash.ToArray()),
                ("$limit", PageSize)),
            cancellationToken);
        if (stale.Count == 0)
        {
            return false;
        }

        var records = stale.AsParallel().WithCancellation(cancellationToken).Select(record =>
        {
            var content = sealer.OpenContent(record.Reference, record.Content);
            return sealer.Seal(record.Collection, content, RecordContentCodec.Encode(content), SearchKeys.ForRecord(content.ToSubject()));
        }).ToList();
        await database.WriteAsync(connection => { RecordStore.Write(connection, records, time.GetUtcNow()); return true; }, cancellationToken);
        return true;
    }
}
