using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>Makes the outcome of a collection whose slots all have a result: asks for disclosure where tags were found, then merges.</summary>
internal sealed class CollectionFinisher(DisclosureAsker asker, NoRecordMonitor monitor)
{
    /// <summary>Finishes one collection.</summary>
    public async Task<CollectionStanding> FinishAsync(
        PreparedSearch search, CollectionProgress progress, ICollectionWatcher watcher, CancellationToken cancellationToken)
    {
        var plan = progress.Plan;
        var claims = search.IsSelfTest ? progress.Found : ClaimSelection.Select(progress.Found, search.KeyOf);
        var claimed = claims.Select(claim => claim.Slot.Class).ToHashSet();

        // Tags below grade C ask nobody and show nothing: their slots were looked up without a result.
        var slots = progress.Verdicts()
            .Select(slot => slot.Outcome == Outcome.Hit && !claimed.Contains(slot.Class) ? slot with { Outcome = Outcome.NoHit } : slot)
            .ToList();
        foreach (var slot in slots.Where(slot => slot.Outcome is Outcome.NoHit))
        {
            monitor.Searched(new SlotId(plan.Member, plan.Collection, slot.Class));
        }

        var standing = new CollectionStanding(plan.Member, plan.Collection) { Slots = slots, IsOutOfScope = plan.IsOutOfScope };
        return claims.Count == 0 ? standing : await AskAsync(search, standing, claims, watcher, cancellationToken);
    }

    private async Task<CollectionStanding> AskAsync(
        PreparedSearch search, CollectionStanding standing, IReadOnlyList<FoundTag> claims, ICollectionWatcher watcher, CancellationToken cancellationToken)
    {
        if (search.NeedsConfirmation && !await watcher.ConfirmAsync(Found(search, standing, claims)))
        {
            return standing with { IsDeclined = true };
        }

        var reading = await asker.AskAsync(
            search, standing.Member, standing.Collection, claims,
            () => watcher.TellAsync(standing with { IsAsked = true, Rest = Outcome.Waiting }), cancellationToken);
        foreach (var slot in claims.Select(claim => claim.Slot).Distinct())
        {
            monitor.Searched(slot, reading.NoRecord.Contains(slot));
        }

        return standing with
        {
            IsAsked = true,
            Rest = reading.Rest,
            Records = reading.Records,
            RetryAt = reading.RetryAt,
            LogIndex = reading.LogIndex,
            Canary = reading.Canary,
        };
    }

    private static CollectionStanding Found(PreparedSearch search, CollectionStanding standing, IReadOnlyList<FoundTag> claims) => standing with
    {
        FoundGrade = Scoring.Score([.. claims.Select(search.KeyOf)]).Grade,
        FoundOn = [.. claims.Select(claim => claim.Slot.Class).Distinct().Order()],
    };
}
