using Dapper;
using FedHub.Contracts.Letter.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;
using FedHub.Node.HubLink;
using FedHub.Node.Letters;
using FedHub.Node.Responder;
using FedHub.Node.Rpc;
using FedHub.Protocol;
using Google.Protobuf;
using Microsoft.Data.Sqlite;
using DisclosureOutcome = FedHub.Protocol.DisclosureOutcome;
using RecordChange = FedHub.Protocol.RecordChange;

namespace FedHub.Node.Searches;

/// <summary>Takes what owners write to those who asked: final answers of reviews, and notices that a record changed.</summary>
internal sealed class SearchLetters(KeptSearchTable table, SearchVault vault, DirectoryKeeper directories, SearchFeed feed, TimeProvider clock) : ILetterReader
{
    /// <inheritdoc/>
    public LetterFate Take(SqliteConnection connection, MemberId sender, LetterContent content) => content.BodyCase switch
    {
        LetterContent.BodyOneofCase.Review => TakeReview(connection, sender, content.Review),
        LetterContent.BodyOneofCase.Notice => TakeNotice(connection, sender, content.Notice),
        _ => LetterFate.SaysNothing,
    };

    /// <inheritdoc/>
    public void Taken() => feed.Tell();

    private LetterFate TakeReview(SqliteConnection connection, MemberId sender, ReviewAnswer review)
    {
        if (!SealedMessageCodec.Read(review.Answer).IsAccepted(out var answer, out _)
            || !DisclosureVerifier.VerifyAnswer(answer.Statement, answer.Content.Span, directories.Current, clock.GetUtcNow()).IsAccepted(out var statement, out _)
            || statement.Owner != sender || statement.Refusal is not null)
        {
            return LetterFate.SaysNothing;
        }

        var digest = statement.RequestDigest.ToArray();
        var pending = connection.Query<PendingReview>(
            """
            SELECT handle AS Handle, query_id AS QueryId, collection AS Collection, sealed_reply_key AS SealedReplyKey
            FROM pending_review WHERE request_digest = @digest AND member = @member
            """,
            new { digest, member = sender.ToString() }).AsList();
        if (pending.Count == 0)
        {
            // The first answer may still be on its way: a crash came between the two.
            return connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM open_disclosure WHERE request_digest = @digest)", new { digest }) != 0
                ? LetterFate.NotYet
                : LetterFate.SaysNothing;
        }

        return Open(pending[0], answer.Content.Span, statement) is { } record
            && pending.Find(row => row.Handle.AsSpan().SequenceEqual(record.RecordHandle.Span)) is { } waiting
            && Settle(connection, sender, waiting, record)
            && connection.Execute("DELETE FROM pending_review WHERE request_digest = @digest AND handle = @Handle", new { digest, waiting.Handle }) == 1
            ? LetterFate.Taken
            : LetterFate.SaysNothing;
    }

    /// <summary>The one record of the answer; null when anything of it does not agree with what was signed and asked.</summary>
    private RecordDisclosure? Open(PendingReview pending, ReadOnlySpan<byte> sealedAnswer, VerifiedDisclosureAnswer statement)
    {
        _ = QueryId.TryFromBytes(pending.QueryId, out var queryId);
        using var replyKey = vault.OpenReplyKey(queryId, pending.SealedReplyKey);
        if (!replyKey.TryOpen(sealedAnswer, out var plaintext))
        {
            return null;
        }

        try
        {
            var content = DisclosureAnswerContent.Parser.ParseFrom(plaintext);
            return content.Records is [var record]
                && statement.QueryId == queryId && content.QueryId.Span.SequenceEqual(pending.QueryId)
                && content.RequestDigest.Span.SequenceEqual(statement.RequestDigest.AsSpan())
                && (DisclosureOutcome)(int)record.Outcome is DisclosureOutcome.Disclosed or DisclosureOutcome.Referred or DisclosureOutcome.Refused or DisclosureOutcome.NoRecord
                && OutcomesCommitment.Compute(content.CommitmentNonce.Span, [(DisclosureOutcome)(int)record.Outcome]) == statement.OutcomesCommitment
                && DisclosureAnswerReader.IsReadable(record)
                ? record
                : null;
        }
        catch (InvalidProtocolBufferException)
        {
            // Sealed to the right key, but not an answer.
            return null;
        }
    }

    private bool Settle(SqliteConnection connection, MemberId sender, PendingReview waiting, RecordDisclosure answer)
    {
        _ = QueryId.TryFromBytes(waiting.QueryId, out var queryId);
        if (table.FindCollection(connection, queryId, sender, CollectionName.Parse(waiting.Collection)) is not { } standing)
        {
            return false;
        }

        var others = standing.Records.Where(record => !record.Handle.Span.SequenceEqual(waiting.Handle)).ToList();
        var held = standing.Records.FirstOrDefault(record => record.Handle.Span.SequenceEqual(waiting.Handle));
        if (held is not { Outcome: DisclosureOutcome.UnderReview })
        {
            return false;
        }

        // Scored when it was met; a record that was withdrawn meanwhile is none.
        var isGone = (DisclosureOutcome)(int)answer.Outcome == DisclosureOutcome.NoRecord;
        var settled = isGone
            ? standing with { Records = others, Rest = OutcomeMerger.Merge(standing.Rest is { } rest ? [rest, Outcome.NoHit] : [Outcome.NoHit]) }
            : standing with { Records = [.. others, DisclosureAnswerReader.Match(answer, held.Score, held.MatchedOn)] };
        table.Put(connection, queryId, settled, isSettled: true, clock.GetUtcNow());
        return true;
    }

    private LetterFate TakeNotice(SqliteConnection connection, MemberId sender, RecordNotice notice)
    {
        if (notice.RecordHandle.Length != 16 || !Enum.IsDefined((RecordChange)(int)notice.Change) || !UnixTime.TryRead(notice.ChangedAtMs, out var changedAt))
        {
            return LetterFate.SaysNothing;
        }

        var handle = notice.RecordHandle.ToByteArray();
        var rows = connection.Query<(byte[] Query, string Collection)>(
            "SELECT query_id, collection FROM kept_handle WHERE handle = @handle AND member = @member", new { handle, member = sender.ToString() }).AsList();
        foreach (var row in rows)
        {
            _ = QueryId.TryFromBytes(row.Query, out var queryId);
            if (table.FindCollection(connection, queryId, sender, CollectionName.Parse(row.Collection)) is { } standing)
            {
                table.Put(connection, queryId, Note(standing, handle, (RecordChange)(int)notice.Change, changedAt), isSettled: true, clock.GetUtcNow());
            }
        }

        // Searches are forgotten after a year; a notice about one of them has nobody left to tell.
        return LetterFate.Taken;
    }

    private static CollectionStanding Note(CollectionStanding standing, byte[] handle, RecordChange change, DateTimeOffset at) => standing with
    {
        Records = [.. standing.Records.Select(record => record.Handle.Span.SequenceEqual(handle) ? record with { Change = change, ChangedAt = at } : record)],
    };

    private sealed class PendingReview
    {
        public byte[] Handle { get; set; } = [];

        public byte[] QueryId { get; set; } = [];

        public string Collection { get; set; } = "";

        public byte[] SealedReplyKey { get; set; } = [];
    }
}
