using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Gateway;
using FedHub.Node.Policy;
using FedHub.Node.Records;
using FedHub.Node.Responder;
using FedHub.Protocol;

namespace FedHub.Node.OwnRecords;

/// <summary>Scores the records that were met and applies the country's policy to them, with the own country as who asks.</summary>
internal sealed class OwnDecider(MemberId self, CollectionPolicies policies, Func<ListedMember?> listed)
{
    /// <summary>The records of one collection at grade C or better.</summary>
    /// <param name="search">Whose keys they are.</param>
    /// <param name="lookUp">What was met.</param>
    /// <param name="finds">Of these slots alone; the budget of the others is used up.</param>
    /// <param name="purpose">Why.</param>
    /// <param name="handleOf">Gives a record's handle.</param>
    public List<OwnMatch> Decide(
        PreparedSearch search, OwnLookUp lookUp, IReadOnlyList<OwnFinds> finds, Purpose purpose, Func<RecordRowId, byte[]> handleOf)
    {
        var matches = new List<OwnMatch>();
        foreach (var (rowId, candidate) in lookUp.Candidates)
        {
            var met = finds.Where(slot => slot.Records.ContainsKey(rowId)).ToList();
            List<SearchKey> keys = [.. met.SelectMany(slot => slot.Records[rowId].Keys.Order().Select(key => search.Elements[slot.Slot.Class].Keys[key]))];
            var score = Scoring.Score(keys);
            if (score.Grade < Grade.C)
            {
                continue;
            }

            var decision = policies.DecideDisclosure(lookUp.Plan.Collection, self, purpose, candidate.Record.Category);
            var verdict = Verdict(decision, candidate, keys, met.Exists(slot => slot.Records[rowId].HasMore));
            var handle = verdict.Outcome == DisclosureOutcome.Disclosed ? handleOf(rowId) : null;
            matches.Add(new OwnMatch(Shown(verdict, score, [.. met.Select(slot => slot.Slot.Class)], handle), verdict, handle));
        }

        return matches;
    }

    private RecordVerdict Verdict(DisclosureDecision decision, OwnCandidate candidate, IReadOnlyList<SearchKey> keys, bool hasMore)
    {
        // What a person has to decide is not queued for one's own officers: the desk that would decide is named instead.
        var outcome = decision.Outcome == DisclosureOutcome.UnderReview ? DisclosureOutcome.Referred : decision.Outcome;
        var isDisclosed = outcome == DisclosureOutcome.Disclosed;
        return new RecordVerdict(outcome, [])
        {
            RowId = candidate.Record.RowId,
            StoredCategory = candidate.Record.Category,
            ContentMac = candidate.ContentMac,
            KeyKinds = [.. keys.Select(key => key.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Category = isDisclosed ? candidate.Record.Category.ToToken() : null,
            Summary = isDisclosed ? candidate.Record.Summary(decision.SummaryFields) : [],
            Desk = listed() is { } self ? DisclosureDecider.DeskOf(decision, self) : null,
            Ground = outcome == DisclosureOutcome.Refused ? decision.Ground : null,
            HasMore = hasMore,
        };
    }

    private static MatchedRecord Shown(RecordVerdict verdict, MatchScore score, IReadOnlyList<IdentifierClass> metOn, byte[]? handle)
        => new(verdict.Outcome, score, [.. metOn.Distinct().Order()])
        {
            Handle = handle,
            Category = verdict.Category ?? "",
            Summary = verdict.Summary,
            Desk = verdict.Desk,
            Ground = verdict.Ground ?? "",
            AndMore = verdict.HasMore,
        };
}
