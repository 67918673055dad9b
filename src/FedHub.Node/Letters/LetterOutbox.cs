using System.Security.Cryptography;
using Dapper;
using FedHub.Contracts.Letter.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;
using FedHub.Node.Rpc;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Google.Protobuf;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Letters;

/// <summary>Letters that their recipients do not have yet. A letter is written in the commit of what it tells of: neither is there without the other.</summary>
internal sealed class LetterOutbox(NodeDatabase database, SymmetricKey key) : IDisposable
{
    private const string Columns = "letter_id AS Id, recipient AS Recipient, content AS Content, envelope AS Envelope, sealed AS Sealed, expires_at AS ExpiresAt";

    /// <summary>Wakes the sender. Whoever adds a letter wakes it after the commit.</summary>
    public SyncSignal Signal { get; } = new();

    /// <summary>Adds a letter inside a writer's transaction. One that waits already under the same id stays as it is.</summary>
    public void Add(SqliteConnection connection, LetterId id, MemberId recipient, LetterContent content, DateTimeOffset now)
    {
        content.LetterId = ByteString.CopyFrom(id.ToArray());
        var plaintext = content.ToByteArray();
        var encrypted = key.Encrypt(plaintext, id.ToArray());
        CryptographicOperations.ZeroMemory(plaintext);
        connection.Execute(
            """
            INSERT INTO letter_outbox (letter_id, recipient, content, created_at, next_at) VALUES (@id, @recipient, @encrypted, @at, @at)
            ON CONFLICT (letter_id) DO NOTHING
            """,
            new { id = id.ToArray(), recipient = recipient.ToString(), encrypted, at = now.ToUnixTimeMilliseconds() });
    }

    /// <summary>Letters whose turn has come, oldest first.</summary>
    public ValueTask<List<OutgoingLetter>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.Query<OutgoingLetter>(
            $"SELECT {Columns} FROM letter_outbox WHERE next_at <= @now ORDER BY created_at, letter_id LIMIT 256", new { now = now.ToUnixTimeMilliseconds() }).AsList(),
        cancellationToken);

    /// <summary>The content of a letter.</summary>
    /// <exception cref="CryptographicException">The database was altered.</exception>
    public LetterContent Open(OutgoingLetter letter) => key.TryDecrypt(letter.Content, letter.Id, out var plaintext)
        ? LetterContent.Parser.ParseFrom(plaintext)
        : throw new CryptographicException("A letter in the outbox cannot be decrypted.");

    /// <summary>Keeps what was sealed and signed, before it is sent: sending it again sends the same bytes.</summary>
    public Task KeepSealedAsync(OutgoingLetter letter, Envelope envelope, byte[] sealedContent, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        letter.Envelope = EnvelopeBytes.Encode(envelope);
        letter.Sealed = sealedContent;
        letter.ExpiresAt = expiresAt.ToUnixTimeMilliseconds();
        return database.WriteAsync(
            connection => connection.Execute(
                "UPDATE letter_outbox SET envelope = @Envelope, sealed = @Sealed, expires_at = @ExpiresAt WHERE letter_id = @Id",
                new { letter.Id, letter.Envelope, letter.Sealed, letter.ExpiresAt }),
            cancellationToken);
    }

    /// <summary>Asks about a letter again at a time; with <paramref name="anew"/> it is sealed and signed anew then.</summary>
    public Task DeferAsync(OutgoingLetter letter, DateTimeOffset nextAt, bool anew, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.Execute(
            "UPDATE letter_outbox SET next_at = @next, envelope = CASE @anew WHEN 1 THEN NULL ELSE envelope END WHERE letter_id = @Id",
            new { letter.Id, next = nextAt.ToUnixTimeMilliseconds(), anew = anew ? 1 : 0 }),
        cancellationToken);

    /// <summary>Forgets a letter that has reached its recipient, or never will.</summary>
    public Task RemoveAsync(OutgoingLetter letter, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.Execute("DELETE FROM letter_outbox WHERE letter_id = @Id", new { letter.Id }), cancellationToken);

    public void Dispose()
    {
        Signal.Dispose();
        key.Dispose();
    }
}
