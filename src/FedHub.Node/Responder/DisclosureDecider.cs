using FedHub.Matching;
using FedHub.Node.Policy;
using FedHub.Node.Records;
using FedHub.Node.Review;
using FedHub.Protocol;

namespace FedHub.Node.Responder;

/// <summary>Applies the owner's policy to the records that the claims of one request meet.</summary>
internal sealed class DisclosureDecider(IOwnIndex index, IOwnPolicy policy, DisclosedRecords disclosed, TimeProvider clock)
{
    /// <summary>A verdict for each record at grade C or better, then one for all claims that led nowhere, by why.</summary>
    public IReadOnlyList<RecordVerdict> Decide(VerifiedDisclosureRequest request, AnsweredQuery query, IReadOnlyList<Claim> claims, ListedMember self)
    {
        var resolved = ClaimedRecords.Resolve(claims, index, clock.GetUtcNow());
        var verdicts = new List<RecordVerdict>();
        var nothing = new List<int>(resolved.Nothing);
        foreach (var record in resolved.Records)
        {
            // A self-test has no business with people, and below grade C nothing is said.
            // Read before the content: a change in between is then seen as one that came after the disclosure, and told.
            var mac = disclosed.MacOf(record.RowId);
            if (query.IsSelfTest || record.Grade < Grade.C || index.RecordFor(record.RowId) is not { } stored)
            {
                nothing.AddRange(record.Claims);
            }
            else
            {
                verdicts.Add(Decide(request, query, record, stored, self) with { ContentMac = mac });
            }
        }

        AddUnlessEmpty(verdicts, DisclosureOutcome.Canary, resolved.Canary);
        AddUnlessEmpty(verdicts, DisclosureOutcome.EpochEnded, resolved.Ended);
        AddUnlessEmpty(verdicts, DisclosureOutcome.NoRecord, nothing);
        return verdicts;
    }

    private static void AddUnlessEmpty(List<RecordVerdict> verdicts, DisclosureOutcome outcome, IReadOnlyList<int> claims)
    {
        if (claims.Count > 0)
        {
            verdicts.Add(new RecordVerdict(outcome, claims));
        }
    }

    private RecordVerdict Decide(VerifiedDisclosureRequest request, AnsweredQuery query, ClaimedRecord record, StoredRecord stored, ListedMember self)
    {
        var decision = policy.DecideDisclosure(request.Collection, request.Origin, query.Purpose, stored.Category);
        var verdict = new RecordVerdict(decision.Outcome, record.Claims)
        {
            RowId = record.RowId,
            Desk = DeskOf(decision, self),
            HasMore = record.HasMore,
            StoredCategory = stored.Category,
            KeyKinds = record.KeyKinds,
            TwoPersons = decision.TwoPersons,
        };
        return decision.Outcome switch
        {
            DisclosureOutcome.Disclosed => verdict with { Category = stored.Category.ToToken(), Summary = stored.Summary(decision.SummaryFields) },
            DisclosureOutcome.UnderReview => verdict with { DueAt = clock.GetUtcNow() + (decision.ReviewDue ?? TimeSpan.FromDays(1)) },
            DisclosureOutcome.Refused => verdict with { Ground = decision.Ground ?? "" },
            _ => verdict,
        };
    }

    /// <summary>The desk that a decision names, or the first one.</summary>
    internal static ListedDesk? DeskOf(DisclosureDecision decision, ListedMember self)
        => self.Desks.FirstOrDefault(desk => decision.DeskName is null || string.Equals(desk.Name, decision.DeskName, StringComparison.Ordinal))
            ?? (self.Desks.Count > 0 ? self.Desks[0] : null);
}
