using Dapper;
using FedHub.Contracts.Letter.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.AnswerLog;
using FedHub.Node.HubLink;
using FedHub.Node.Storage;
using FedHub.Node.Witness;
using FedHub.Protocol;
using Google.Protobuf;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.Letters;

/// <summary>Takes letters: verifies, opens, carries out and marks them as taken in one commit; only then the hub may drop them.</summary>
internal sealed class LetterReceiver(
    MemberId self, IReadOnlyList<SealingKey> sealingKeys, DirectoryKeeper directories, LogGuard log, NodeDatabase database, ILetterReader asker, ILetterReader owner,
    TimeProvider clock, ILogger<LetterReceiver> logger)
{
    /// <summary>Takes one delivery. Redelivery has no further effect.</summary>
    /// <returns>Whose letter the hub may drop now; null when it is left there.</returns>
    public async Task<(MemberId Sender, LetterId Id)?> TakeAsync(LetterDelivery delivery, CancellationToken cancellationToken)
    {
        var verified = Verify(delivery);
        if (verified.Refusal is { Code: ErrorCode.SignatureInvalid or ErrorCode.NotAMember })
        {
            // The sender may have a key that this node's directory does not list yet.
            await directories.RefreshAsync(directories.Version + 1, cancellationToken);
            verified = Verify(delivery);
        }

        if (!verified.IsAccepted(out var letter, out var refusal)
            || (refusal = await log.CheckAsync(delivery.Proof, LoggedMatter.Of(letter), cancellationToken)) is not null)
        {
            LetterLog.NotVerified(logger, refusal.Code);
            return null;
        }

        // One that cannot be opened is signed by its sender and of no use to anybody: delivered again it would be no better.
        var content = Open(delivery.Letter.Content.Span, letter);
        return await CarryOutAsync(letter, content, HubReliance.Of(delivery.Proof!), cancellationToken) ? (letter.Sender, letter.Id) : null;
    }

    private Checked<VerifiedLetter> Verify(LetterDelivery delivery)
    {
        var now = clock.GetUtcNow();
        if (directories.CheckInForce(now) is { } expired)
        {
            return expired;
        }

        var verified = LetterVerifier.Verify(delivery.Letter.Statement, delivery.Letter.Content.Span, directories.Current, now);
        return verified.Value is { } letter && letter.Recipient != self ? new Refusal(ErrorCode.Malformed, "The letter is for another member.") : verified;
    }

    private LetterContent? Open(ReadOnlySpan<byte> sealedContent, VerifiedLetter letter)
    {
        foreach (var key in sealingKeys)
        {
            if (key.TryOpen(sealedContent, out var plaintext))
            {
                return Read(plaintext, letter);
            }
        }

        return null;
    }

    private static LetterContent? Read(byte[] plaintext, VerifiedLetter letter)
    {
        try
        {
            var content = LetterContent.Parser.ParseFrom(plaintext);
            return LetterId.TryFromBytes(content.LetterId.Span, out var id) && id == letter.Id ? content : null;
        }
        catch (InvalidProtocolBufferException)
        {
            // Sealed to this node, but not a letter's content.
            return null;
        }
    }

    private async Task<bool> CarryOutAsync(VerifiedLetter letter, LetterContent? content, HubReliance reliance, CancellationToken cancellationToken)
    {
        var reader = content?.BodyCase == LetterContent.BodyOneofCase.Feedback ? owner : asker;
        var fate = await database.WriteLoggedAsync((connection, transaction) => CarryOut(connection, transaction, letter, content, reader, reliance), cancellationToken);
        switch (fate)
        {
            case LetterFate.Taken:
                reader.Taken();
                break;
            case LetterFate.SaysNothing:
                LetterLog.SaysNothing(logger, letter.Sender);
                break;
            default:
                break;
        }

        return fate != LetterFate.NotYet;
    }

    private LetterFate CarryOut(
        SqliteConnection connection, SqliteTransaction transaction, VerifiedLetter letter, LetterContent? content, ILetterReader reader, HubReliance reliance)
    {
        var now = clock.GetUtcNow();
        var key = new { sender = letter.Sender.ToString(), id = letter.Id.ToArray(), at = now.ToUnixTimeMilliseconds() };
        if (connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM letter_taken WHERE sender = @sender AND letter_id = @id)", key) != 0)
        {
            return LetterFate.Taken;
        }

        var fate = content is null ? LetterFate.SaysNothing : reader.Take(connection, letter.Sender, content);
        if (fate != LetterFate.NotYet)
        {
            connection.Execute("INSERT INTO letter_taken (sender, letter_id, taken_at) VALUES (@sender, @id, @at)", key);
            AnswerJournal.Append(connection, transaction, AnswerEvents.LetterTaken(self, letter, fate == LetterFate.Taken, reliance, now));
        }

        return fate;
    }
}
