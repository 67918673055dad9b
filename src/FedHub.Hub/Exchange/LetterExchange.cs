using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub;

/// <summary>Takes letters, holds them for their recipients and delivers them. When a writing method returns, its effect is durable.</summary>
internal sealed class LetterExchange(SqliteDatabase database, MemberRegistry members, DeliveryStreams streams, HubLimits limits, TimeProvider clock)
{
    // A node that is restored from a backup of the last year and says the same thing again is still found out.
    private static readonly TimeSpan _remember = TimeSpan.FromDays(400);

    /// <summary>Logs and holds a verified letter, or finds the same one.</summary>
    /// <exception cref="FedHubException">Replayed: another letter under the id is held or was taken. Unavailable: the sender has too many held.</exception>
    internal async Task<StoredLetter> SendAsync(VerifiedLetter letter, byte[] message, CancellationToken cancellationToken)
    {
        var stored = await database.Writer.ExecuteAsync((connection, transaction) => Admit(connection, transaction, letter, message), cancellationToken);
        if (!stored.Taken)
        {
            streams.Enqueue(stored.Recipient, new LetterDue(stored.Sender, stored.Id));
        }

        return stored;
    }

    /// <summary>Ends the delivery of a letter to its recipient; one that is not there, or not the caller's, is ended already.</summary>
    internal Task TakeAsync(MemberId recipient, MemberId sender, LetterId id, CancellationToken cancellationToken) => database.Writer.ExecuteAsync(
        (connection, _) =>
        {
            LetterTable.Take(connection, recipient, sender, id);
            return true;
        },
        cancellationToken);

    internal ValueTask<StoredLetter?> FindAsync(MemberId sender, LetterId id, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => LetterTable.Find(connection, sender, id), cancellationToken);

    /// <summary>Letters that wait for a member and whose sender is still one.</summary>
    internal async Task<IReadOnlyList<LetterDue>> ListDueAsync(MemberId recipient, CancellationToken cancellationToken)
    {
        var due = await database.ReadAsync(connection => LetterTable.ListDue(connection, recipient, clock.GetUtcNow()), cancellationToken);
        return [.. due.Where(letter => members.IsActive(letter.Sender))];
    }

    internal int Prune(SqliteConnection connection) =>
        LetterTable.Prune(connection, clock.GetUtcNow() - limits.ContentRetention, clock.GetUtcNow() - _remember);

    private StoredLetter Admit(SqliteConnection connection, SqliteTransaction transaction, VerifiedLetter letter, byte[] message)
    {
        var now = clock.GetUtcNow();
        if (LetterTable.Find(connection, letter.Sender, letter.Id) is { } earlier)
        {
            if (earlier.Digest == letter.Digest)
            {
                return earlier;
            }

            if (earlier.Taken || earlier.ExpiresAt > now)
            {
                throw new FedHubException(ErrorCode.Replayed, "Another letter came before under the same id.");
            }
        }

        if (LetterTable.CountHeld(connection, letter.Sender, now) >= limits.HeldLettersPerMember)
        {
            throw new FedHubException(ErrorCode.Unavailable, "Too many letters of this member are held.", now.AddMinutes(10));
        }

        // Entry and letter are one commit: a crash leaves both or neither.
        LetterTable.Put(connection, letter, message, transaction.Append(LetterEvents.Relayed(letter, now)));
        return LetterTable.Find(connection, letter.Sender, letter.Id)!;
    }
}
