using FedHub.Contracts.Letter.V1;
using FedHub.Cryptography;
using FedHub.Node.HubLink;
using FedHub.Node.Letters;
using FedHub.Node.Policy;
using FedHub.Node.Records;
using FedHub.Node.Responder;
using FedHub.Node.Rpc;
using FedHub.Node.Statements;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Review;

/// <summary>
/// Ends reviews. Decision, log, statement and the letter with the answer are one commit: a crash before it leaves the review open, one after it
/// finds the letter in the outbox.
/// </summary>
internal sealed class ReviewCloser(
    ResponderIdentity identity, DirectoryKeeper directories, IOwnIndex index, DisclosedRecords disclosed, LetterOutbox letters, StatementOutbox statements,
    ResponderMetrics metrics, TimeProvider clock)
{
    private readonly DisclosureWriter _writer = new(identity.Member, identity.SigningKey, clock);

    /// <summary>Closes a review, unless somebody has said something since it was read.</summary>
    /// <returns>False when somebody has.</returns>
    public async Task<bool> CloseAsync(ReviewItem seen, ReviewVote vote, ReviewState state, DisclosureDecision policy, CancellationToken cancellationToken)
    {
        var verdict = Verdict(seen, vote, policy);
        // Always with the handle under which the asker waits, so that it knows which of its records is meant.
        var handles = new Dictionary<int, byte[]> { [0] = seen.Handle };
        var answer = _writer.Answer(seen.QueryId, seen.RequestDigest, [verdict], handles, seen.ReplyKey);
        var closed = await statements.WriteAsync((connection, stated) => Close(connection, stated, seen, vote, state, verdict, answer), cancellationToken);
        if (closed)
        {
            metrics.Disclosed(verdict.Outcome);
            letters.Signal.Wake();
        }

        return closed;
    }

    private bool Close(
        SqliteConnection connection, List<Statement> stated, ReviewItem seen, ReviewVote vote, ReviewState state, RecordVerdict verdict, SealedMessage answer)
    {
        if (!ReviewTable.TryVote(connection, seen, vote, state))
        {
            return false;
        }

        DisclosureLogTable.Add(connection, seen, verdict, vote.At);
        if (verdict is { Outcome: DisclosureOutcome.Disclosed, ContentMac: { } mac })
        {
            DisclosedRecords.Remember(connection, seen.Handle, seen.Record, seen.Origin, mac);
        }

        // The id says which record of which request, and not what was decided: a node restored from a backup cannot decide a second time.
        var id = LetterId.Derive("fedhub review answer v1"u8, seen.RequestDigest.ToArray(), seen.Handle);
        var content = new LetterContent { Review = new ReviewAnswer { Answer = SealedMessageCodec.ToDisclosureAnswer(answer) } };
        letters.Add(connection, id, seen.Origin, content, vote.At);
        var reviewers = ReviewTable.Votes(connection, seen.Id).Select(said => said.Reviewer).Distinct(StringComparer.Ordinal);
        stated.Add(StatementPayloads.ReviewDecided(seen.RequestDigest, Digest.Of(answer.Statement.Payload.Span), [.. reviewers], vote.At));
        return true;
    }

    private RecordVerdict Verdict(ReviewItem seen, ReviewVote vote, DisclosureDecision policy)
    {
        var mac = disclosed.MacOf(seen.Record);
        var record = vote.Outcome == DisclosureOutcome.Disclosed ? index.RecordFor(seen.Record) : null;
        var verdict = new RecordVerdict(vote.Outcome == DisclosureOutcome.Disclosed && record is null ? DisclosureOutcome.NoRecord : vote.Outcome, seen.Claims)
        {
            RowId = seen.Record,
            ContentMac = mac,
            StoredCategory = seen.Category,
            KeyKinds = seen.KeyKinds.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            HasMore = seen.HasMore,
            Desk = directories.Current.Member(identity.Member) is { } self ? DisclosureDecider.DeskOf(policy, self) : null,
        };
        return verdict.Outcome switch
        {
            DisclosureOutcome.Disclosed => verdict with { Category = seen.Category.ToToken(), Summary = record!.Summary(policy.SummaryFields) },
            DisclosureOutcome.Refused => verdict with { Ground = vote.Ground },
            DisclosureOutcome.NoRecord => verdict with { Desk = null },
            _ => verdict,
        };
    }
}
