using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;
using FedHub.Node.Storage;
using FedHub.Protocol;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.AnswerLog;

/// <summary>
/// Writes into the node's own log what it is about to say. An answer's entry is in the commit that keeps the answer; a refusal, which
/// keeps nothing else, has a commit of its own, shared with whatever is written at the moment.
/// </summary>
internal sealed class AnswerJournal(MemberId self, NodeDatabase database, TimeProvider clock)
{
    /// <summary>Logs refusals of slots. They may leave the node when this returns, and not before.</summary>
    /// <returns>What to send: where the same refusal was given before, the same bytes.</returns>
    public Task<IReadOnlyList<SealedMessage>> RefuseAsync(AnsweredMatter matter, IReadOnlyList<GivenAnswer> refused, CancellationToken cancellationToken) =>
        database.WriteLoggedAsync((connection, transaction) => Write(connection, transaction, matter, refused, clock.GetUtcNow()), cancellationToken);

    /// <summary>As above, of a disclosure request.</summary>
    public Task<SealedMessage> RefuseAsync(AnsweredMatter matter, Refusal refusal, SealedMessage message, CancellationToken cancellationToken) =>
        database.WriteLoggedAsync(
            (connection, transaction) =>
            {
                var now = clock.GetUtcNow();
                var name = RefusalTable.EventOf(matter, [], refusal);
                if (RefusalTable.Find(connection, name) is { } earlier)
                {
                    return earlier;
                }

                RefusalTable.Put(connection, name, message, now);
                Append(connection, transaction, AnswerEvents.DisclosureReplied(self, matter, refusal, message, now));
                return message;
            },
            cancellationToken);

    /// <summary>Inside the job that keeps the answers of a query: logs all that is said about its slots.</summary>
    /// <returns>What to keep and to send, in the same order.</returns>
    public static IReadOnlyList<SealedMessage> Write(
        SqliteConnection connection, SqliteTransaction transaction, AnsweredMatter matter, IReadOnlyList<GivenAnswer> given, DateTimeOffset now)
    {
        var messages = new SealedMessage[given.Count];
        var entries = new List<NewLogEntry>(given.Count);
        for (var i = 0; i < messages.Length; i++)
        {
            messages[i] = Settle(connection, matter, given[i], now, out var isNew);
            if (isNew)
            {
                entries.Add(AnswerEvents.SlotAnswered(matter, given[i], now));
            }
        }

        SqliteLogStore.Append(connection, transaction, entries);
        return messages;
    }

    /// <summary>Inside a job that keeps what the entry is about.</summary>
    public static void Append(SqliteConnection connection, SqliteTransaction transaction, NewLogEntry entry) =>
        SqliteLogStore.Append(connection, transaction, [entry]);

    private static SealedMessage Settle(SqliteConnection connection, AnsweredMatter matter, GivenAnswer given, DateTimeOffset now, out bool isNew)
    {
        isNew = true;
        if (given.Refusal is null)
        {
            return given.Message;
        }

        var name = RefusalTable.EventOf(matter, given.Slot.Encode(), given.Refusal);
        if (RefusalTable.Find(connection, name) is { } earlier)
        {
            isNew = false;
            return earlier;
        }

        RefusalTable.Put(connection, name, given.Message, now);
        return given.Message;
    }
}
