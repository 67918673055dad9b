using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Records;
using FedHub.Node.Responder;
using FedHub.Protocol;
using Google.Protobuf;
using DisclosureOutcome = FedHub.Protocol.DisclosureOutcome;

namespace FedHub.Node.Gateway;

/// <summary>Reads an opened disclosure answer and holds it against what was claimed: every claim accounted for, every record scored anew.</summary>
internal static class DisclosureAnswerReader
{
    private const int MaxTextLength = 1_000;
    private const int MaxSummaryFields = 128;

    /// <summary>Reads the plaintext.</summary>
    /// <param name="plaintext">Of the sealed answer.</param>
    /// <param name="requestDigest">The request that it must name.</param>
    /// <param name="statement">The signed statement, for its commitment.</param>
    /// <param name="claims">What was claimed, in order.</param>
    /// <param name="search">Whose keys they are.</param>
    /// <returns>Null when anything does not agree.</returns>
    public static DisclosureReading? TryRead(
        byte[] plaintext, Digest requestDigest, VerifiedDisclosureAnswer statement, IReadOnlyList<FoundTag> claims, PreparedSearch search)
    {
        DisclosureAnswerContent content;
        try
        {
            content = DisclosureAnswerContent.Parser.ParseFrom(plaintext);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }

        if (!QueryId.TryFromBytes(content.QueryId.Span, out var queryId) || queryId != search.QueryId
            || !Digest.TryFromBytes(content.RequestDigest.Span, out var digest) || digest != requestDigest
            || content.Records.Any(record => !Enum.IsDefined((DisclosureOutcome)(int)record.Outcome))
            || OutcomesCommitment.Compute(content.CommitmentNonce.Span, content.Records.Select(Outcome)) != statement.OutcomesCommitment
            || !AccountsForAll(content.Records, claims.Count))
        {
            return null;
        }

        return Read(content.Records, claims, search);
    }

    private static DisclosureOutcome Outcome(RecordDisclosure record) => (DisclosureOutcome)(int)record.Outcome;

    /// <summary>Whether each claim is named: an owner that passes over one would turn a hit into silence.</summary>
    private static bool AccountsForAll(IReadOnlyList<RecordDisclosure> records, int claimCount)
    {
        var named = new bool[claimCount];
        foreach (var claim in records.SelectMany(record => record.Claims))
        {
            if (claim >= claimCount)
            {
                return false;
            }

            named[claim] = true;
        }

        return Array.TrueForAll(named, isNamed => isNamed);
    }

    private static DisclosureReading? Read(IReadOnlyList<RecordDisclosure> records, IReadOnlyList<FoundTag> claims, PreparedSearch search)
    {
        var matches = new List<MatchedRecord>();
        HashSet<SlotId> noRecord = [], canary = [];
        foreach (var record in records)
        {
            var met = record.Claims.Distinct().Select(claim => claims[(int)claim]).ToList();
            switch (Outcome(record))
            {
                case DisclosureOutcome.NoRecord:
                    noRecord.UnionWith(met.Select(tag => tag.Slot));
                    break;
                case DisclosureOutcome.Canary:
                    canary.UnionWith(met.Select(tag => tag.Slot));
                    break;
                case DisclosureOutcome.EpochEnded:
                    break;
                default:
                    if (TryReadRecord(record, met, search) is not { } match)
                    {
                        return null;
                    }

                    matches.Add(match);
                    break;
            }
        }

        var rest = records.Select(Outcome)
            .Where(outcome => outcome is DisclosureOutcome.NoRecord or DisclosureOutcome.Canary or DisclosureOutcome.EpochEnded)
            .Select(DisclosureReading.OutcomeOf)
            .ToList();
        return new DisclosureReading(rest.Count > 0 ? OutcomeMerger.Merge(rest) : null, matches, noRecord, canary);
    }

    private static MatchedRecord? TryReadRecord(RecordDisclosure record, List<FoundTag> met, PreparedSearch search)
    {
        // The same rule set on both sides: a record that does not reach grade C here did not reach it there.
        var score = Scoring.Score([.. met.Select(search.KeyOf)]);
        return score.Grade < Grade.C || !IsReadable(record) ? null : Match(record, score, [.. met.Select(tag => tag.Slot.Class).Distinct().Order()]);
    }

    /// <summary>Whether texts and handle have lengths that an honest owner sends.</summary>
    public static bool IsReadable(RecordDisclosure record)
        => record.RecordHandle.Length is 0 or 16 && record.Category.Length <= MaxTextLength && record.Ground.Length <= MaxTextLength
            && record.Desk is not ({ Name.Length: > MaxTextLength } or { Contact.Length: > MaxTextLength })
            && record.Summary.Count <= MaxSummaryFields
            && record.Summary.All(field => field.Name.Length <= MaxTextLength && field.Value.Length <= MaxTextLength);

    /// <summary>What is said of a record, with the score that it has here.</summary>
    public static MatchedRecord Match(RecordDisclosure record, MatchScore score, IReadOnlyList<IdentifierClass> matchedOn)
        => new(Outcome(record), score, matchedOn)
        {
            Handle = record.RecordHandle.Memory,
            Category = record.Category,
            Summary = [.. record.Summary.Select(field => new RecordField(field.Name, field.Value))],
            Desk = record.Desk is { } desk ? new ListedDesk(desk.Name, desk.Contact) : null,
            Ground = record.Ground,
            DueAt = UnixTime.TryRead(record.DueAtMs, out var dueAt) ? dueAt : null,
            AndMore = record.AndMore,
        };
}
