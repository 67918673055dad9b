using Dapper;
using FedHub.Contracts.Letter.V1;
using FedHub.Cryptography.Match;
using FedHub.Node.Letters;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;
using HitMark = FedHub.Protocol.HitMark;

namespace FedHub.Node.Review;

/// <summary>Takes what askers say came of hits on this country's records. Only what was disclosed to them can be judged by them.</summary>
internal sealed class FeedbackReader : ILetterReader
{
    /// <inheritdoc/>
    public LetterFate Take(SqliteConnection connection, MemberId sender, LetterContent content)
    {
        var feedback = content.Feedback;
        if (feedback.RecordHandle.Length != 16 || !QueryId.TryFromBytes(feedback.QueryId.Span, out var queryId)
            || !Enum.IsDefined((HitMark)(int)feedback.Mark) || !UnixTime.TryRead(feedback.MarkedAtMs, out var markedAt))
        {
            return LetterFate.SaysNothing;
        }

        var row = new
        {
            origin = sender.ToString(),
            queryId = queryId.ToArray(),
            handle = feedback.RecordHandle.ToByteArray(),
            mark = (int)feedback.Mark,
            at = markedAt.ToUnixTimeMilliseconds(),
            disclosed = (int)DisclosureOutcome.Disclosed,
        };
        var wasDisclosed = connection.ExecuteScalar<long>(
            "SELECT EXISTS (SELECT 1 FROM disclosure_log WHERE origin = @origin AND query_id = @queryId AND handle = @handle AND outcome = @disclosed)", row) != 0;
        if (!wasDisclosed)
        {
            return LetterFate.SaysNothing;
        }

        connection.Execute(
            """
            INSERT INTO hit_feedback (origin, query_id, handle, mark, marked_at) VALUES (@origin, @queryId, @handle, @mark, @at)
            ON CONFLICT (origin, query_id, handle) DO UPDATE SET mark = excluded.mark, marked_at = excluded.marked_at WHERE excluded.marked_at > marked_at
            """,
            row);
        return LetterFate.Taken;
    }

    /// <inheritdoc/>
    public void Taken()
    {
        // Nobody waits for it; the tally is read from the store.
    }
}
