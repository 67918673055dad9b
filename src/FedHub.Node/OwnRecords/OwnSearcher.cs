using System.Security.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;
using FedHub.Node.Policy;
using FedHub.Node.Records;
using FedHub.Node.Responder;
using FedHub.Node.Review;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.OwnRecords;

/// <summary>Looks in the own country's records for a search. Nothing of it leaves the node.</summary>
internal sealed class OwnSearcher(
    MemberId self, OwnKeyIndex index, IOwnIndex records, DisclosedRecords disclosed, CollectionPolicies policies, OwnSearchStore store, ILogger logger)
{
    /// <summary>Looks, charges, logs and keeps. What could not be looked in is said so and never a no-hit.</summary>
    public async Task<OwnRecordsSearched> SearchAsync(PreparedSearch search, CancellationToken cancellationToken)
    {
        try
        {
            // Before a restart it may have been kept already.
            var standings = store.Find(search.QueryId);
            if (standings.Count == 0 && search.OwnPlan.Count > 0)
            {
                var asker = OwnAsker.Of(search);
                standings = await store.KeepAsync(search, asker, [.. search.OwnPlan.Select(plan => Look(search, plan, asker))], cancellationToken);
            }

            return Told(standings);
        }
        catch (Exception exception) when (exception is SqliteException or InvalidDataException or CryptographicException or ObjectDisposedException)
        {
            // The other countries' answers do not depend on it.
            GatewayLog.OwnRecordsFailed(logger, exception);
            return Told([.. search.OwnPlan.Select(NotLookedIn)]);
        }
    }

    private OwnRecordsSearched Told(IReadOnlyList<CollectionStanding> standings) => new(self, [.. standings.Select(standing => standing.ToResult())]);

    private static CollectionStanding NotLookedIn(CollectionPlan plan) => new(plan.Member, plan.Collection)
    {
        Slots = [.. plan.Settled, .. plan.Asked.Select(asked => new SlotVerdict(asked.Slot.Class, Outcome.FilterUnavailable))],
        IsOutOfScope = plan.IsOutOfScope,
        CutOff = plan.IsOutOfScope ? null : SearchCutOff.OwnFailed,
    };

    private OwnLookUp Look(PreparedSearch search, CollectionPlan plan, OwnAsker asker)
    {
        var settled = new List<SlotVerdict>(plan.Settled);
        var finds = new List<OwnFinds>();
        foreach (var slot in plan.Asked.Select(asked => asked.Slot))
        {
            // The policy may have been narrowed since the search was prepared.
            if (policies.AdmitsQuery(slot.Collection, self, asker.Agency, asker.Purpose, slot.Class, search.IsBulk))
            {
                finds.Add(index.Find(slot, search.Elements[slot.Class]));
            }
            else
            {
                settled.Add(new SlotVerdict(slot.Class, Outcome.NotAsked, IsDenied: true));
            }
        }

        return new OwnLookUp(plan, settled, finds, Candidates(finds));
    }

    private Dictionary<RecordRowId, OwnCandidate> Candidates(List<OwnFinds> finds)
    {
        var candidates = new Dictionary<RecordRowId, OwnCandidate>();
        foreach (var record in finds.SelectMany(slot => slot.Records.Keys).Distinct())
        {
            var mac = disclosed.MacOf(record);
            if (records.RecordFor(record) is { IsCanary: false } stored)
            {
                candidates[record] = new OwnCandidate(stored, mac);
            }
        }

        return candidates;
    }
}
