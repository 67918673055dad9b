using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>Makes the outcome of a collection whose slots all have a result: asks for disclosure where tags were found, then merges.</summary>
internal sealed class CollectionFinisher(DisclosureAsker asker, NoRecordMonitor monitor)
{
    /// <summary>Finishes one collection.</summary>
    public async Task<CollectionResult> FinishAsync(PreparedSearch search, CollectionProgress progress, CancellationToken cancellationToken)
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

        if (claims.Count == 0)
        {
            return Result(plan, slots, OutcomeMerger.Merge(slots, disclosed: null), null);
        }

        var reading = await asker.AskAsync(search, plan.Member, plan.Collection, claims, cancellationToken);
        foreach (var slot in claims.Select(claim => claim.Slot).Distinct())
        {
            monitor.Searched(slot, reading.NoRecord.Contains(slot));
        }

        return Result(plan, slots, OutcomeMerger.Merge(slots, reading.Outcome), reading);
    }

    private static CollectionResult Result(CollectionPlan plan, List<SlotVerdict> slots, Outcome outcome, DisclosureReading? reading)
    {
        var records = (reading?.Records ?? []).Where(record => IsShown(record.Outcome, outcome)).OrderByDescending(record => record.Score.Sum).ToList();
        var others = (reading?.Records.Count ?? 0) - records.Count;
        return new CollectionResult(
            plan.Member, plan.Collection, outcome,
            CollectionSentence.Of(outcome, slots) + (others > 0 ? " Further records are not released; ask the desk." : ""))
        {
            IsDenied = slots.Exists(slot => slot.IsDenied),
            IsOutOfScope = plan.IsOutOfScope,
            IsComplete = slots.TrueForAll(slot => slot.IsFinal),
            Records = records,
            DueAt = records.Select(record => record.DueAt).Where(due => due is not null).Min()
                ?? reading?.RetryAt
                ?? slots.Where(slot => slot.Outcome == outcome).Select(slot => slot.RetryAt).FirstOrDefault(retry => retry is not null),
            DisclosureLogIndex = reading?.LogIndex,
            Canary = reading?.Canary ?? new HashSet<SlotId>(),
        };
    }

    private static bool IsShown(DisclosureOutcome record, Outcome outcome) => (record, outcome) switch
    {
        (DisclosureOutcome.Disclosed, Outcome.Hit) => true,
        (DisclosureOutcome.Referred, Outcome.Referred) => true,
        (DisclosureOutcome.UnderReview, Outcome.UnderReview) => true,
        (DisclosureOutcome.Refused, Outcome.Refused) => true,
        _ => false,
    };
}
