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

        return new DisclosureReading(OutcomeMerger.Merge(records.Select(record => OutcomeOf(Outcome(record)))), matches, noRecord, canary);
    }

    private static Outcome OutcomeOf(DisclosureOutcome outcome) => outcome switch
    {
        DisclosureOutcome.Disclosed => Protocol.Outcome.Hit,
        DisclosureOutcome.Referred => Protocol.Outcome.Referred,
        DisclosureOutcome.UnderReview => Protocol.Outcome.UnderReview,
        DisclosureOutcome.Refused => Protocol.Outcome.Refused,
        DisclosureOutcome.EpochEnded => Protocol.Outcome.FilterUnavailable,
        _ => Protocol.Outcome.NoHit,
    };

    private static MatchedRecord? TryReadRecord(RecordDisclosure record, List<FoundTag> met, PreparedSearch search)
    {
        // The same rule set on both sides: a record that does not reach grade C here did not reach it there.
        var score = Scoring.Score([.. met.Select(search.KeyOf)]);
        if (score.Grade < Grade.C || record.RecordHandle.Length is not (0 or 16)
            || record.Category.Length > MaxTextLength || record.Ground.Length > MaxTextLength
            || record.Desk is { Name.Length: > MaxTextLength } or { Contact.Length: > MaxTextLength })
        {
            return null;
        }

        return new MatchedRecord(Outcome(record), score, [.. met.Select(tag => tag.Slot.Class).Distinct().Order()])
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
}
