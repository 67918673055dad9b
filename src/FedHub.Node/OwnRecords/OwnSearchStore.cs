using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;
using FedHub.Node.Policy;
using FedHub.Node.Responder;
using FedHub.Node.Searches;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.OwnRecords;

/// <summary>
/// Makes a look-up in the own records durable: its cost, what is shown, and the log of disclosures, in one commit. A crash before it leaves nothing
/// counted and nothing shown; one after it finds what was shown.
/// </summary>
internal sealed class OwnSearchStore(
    MemberId self, NodeDatabase database, KeptSearchTable table, CollectionPolicies policies, OwnDecider decider, SearchFeed feed, TimeProvider clock)
{
    /// <summary>Charges, decides, logs and keeps, once for each search: a second time gives what was kept.</summary>
    public async Task<IReadOnlyList<CollectionStanding>> KeepAsync(
        PreparedSearch search, OwnAsker asker, IReadOnlyList<OwnLookUp> lookUps, CancellationToken cancellationToken)
    {
        var standings = await database.WriteAsync(connection => Keep(connection, search, asker, lookUps), cancellationToken);
        feed.Tell();
        return standings;
    }

    /// <summary>What was kept before; empty when nothing was.</summary>
    public IReadOnlyList<CollectionStanding> Find(QueryId queryId) => database.Read(connection => table.Own(connection, queryId));

    private IReadOnlyList<CollectionStanding> Keep(SqliteConnection connection, PreparedSearch search, OwnAsker asker, IReadOnlyList<OwnLookUp> lookUps)
    {
        if (table.Own(connection, search.QueryId) is [_, ..] kept)
        {
            return kept;
        }

        var now = clock.GetUtcNow();
        var standings = lookUps.Select(lookUp => Settle(connection, search, asker, lookUp, now)).ToList();
        KeptSearchTable.Touch(connection, search.QueryId, now);
        return standings;
    }

    private CollectionStanding Settle(SqliteConnection connection, PreparedSearch search, OwnAsker asker, OwnLookUp lookUp, DateTimeOffset now)
    {
        var slots = new List<SlotVerdict>(lookUp.Settled);
        var paid = new List<OwnFinds>();
        foreach (var finds in lookUp.Finds)
        {
            if (BudgetLedger.TryTake(connection, null, Charges(search, asker, finds.Slot), now) is { } refusal)
            {
                slots.Add(new SlotVerdict(finds.Slot.Class, Outcome.OverBudget, refusal.RetryAt));
            }
            else
            {
                paid.Add(finds);
            }
        }

        var matches = decider.Decide(search, lookUp, paid, asker.Purpose, record => DisclosureStore.Handle(connection, self, record));
        foreach (var finds in paid)
        {
            var isHit = matches.Exists(match => match.Shown.MatchedOn.Contains(finds.Slot.Class));
            slots.Add(new SlotVerdict(finds.Slot.Class, isHit ? Outcome.Hit : finds.Trouble ?? Outcome.NoHit));
            if (isHit && finds.Trouble is { } trouble)
            {
                slots.Add(new SlotVerdict(finds.Slot.Class, trouble));
            }
        }

        var standing = new CollectionStanding(self, lookUp.Plan.Collection)
        {
            Slots = slots,
            IsOutOfScope = lookUp.Plan.IsOutOfScope,
            IsAsked = matches.Count > 0,
            Records = [.. matches.Select(match => match.Shown)],
        };
        table.PutOwn(connection, search.QueryId, standing);
        foreach (var match in matches)
        {
            DisclosureLogTable.Add(connection, search, self, asker, lookUp.Plan.Collection, match, now);
            if (match is { Handle: { } handle, Verdict: { RowId: { } record, ContentMac: { } mac } })
            {
                KeptSearchTable.PutOwnRecord(connection, search.QueryId, handle, record, mac);
            }
        }

        return standing;
    }

    /// <summary>As at the gateway for the slots of others: padded elements, or one part of class name.</summary>
    private List<BudgetCharge> Charges(PreparedSearch search, OwnAsker asker, SlotId slot)
    {
        var amount = slot.Class == IdentifierClass.Name ? 1 : search.Elements[slot.Class].Elements.Count;
        return
        [
            .. BudgetCharge.Of(self.ToString(), asker.OfficerId, asker.Agency, search.IsBulk, slot, amount).Select(charge => charge with
            {
                Ceiling = policies.InForce.BudgetOf(slot.Collection, self, BudgetScopes.OfSingles(charge.Scope), slot.Class),
            }),
        ];
    }
}
