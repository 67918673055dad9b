using Dapper;
using FedHub.Contracts.Letter.V1;
using FedHub.Cryptography.Match;
using FedHub.Node.Letters;
using FedHub.Node.Records;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Google.Protobuf;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Review;

/// <summary>
/// Knows who holds a handle of which record, and tells them when the record is corrected or withdrawn. It compares what was told with what is
/// stored, so that no import, withdrawal or expiry can pass it by, and a crash anywhere is made good by the next comparison.
/// </summary>
internal sealed class DisclosedRecords(NodeDatabase database, LetterOutbox outbox, TimeProvider clock)
{
    private const int PageSize = 500;

    /// <summary>MAC of a record's content now; null when the record is gone.</summary>
    public byte[]? MacOf(RecordRowId record) => database.Read(connection => MacOf(connection, record));

    /// <summary>As <see cref="MacOf(RecordRowId)"/>, inside a transaction.</summary>
    public static byte[]? MacOf(SqliteConnection connection, RecordRowId record)
        => connection.QuerySingleOrDefault<byte[]>("SELECT content_mac FROM record WHERE row_id = @record", new { record = record.Value });

    /// <summary>Remembers a disclosure, in the commit that makes it.</summary>
    /// <param name="connection">The writer's.</param>
    /// <param name="handle">The asker's handle of the record.</param>
    /// <param name="record">The record.</param>
    /// <param name="origin">The asker.</param>
    /// <param name="mac">Of the content that was disclosed.</param>
    public static void Remember(SqliteConnection connection, byte[] handle, RecordRowId record, MemberId origin, byte[] mac)
        => connection.Execute(
            """
            INSERT INTO disclosed_record (handle, record, origin, content_mac) VALUES (@handle, @record, @origin, @mac)
            ON CONFLICT (handle) DO UPDATE SET content_mac = excluded.content_mac
            """,
            new { handle, record = record.Value, origin = origin.ToString(), mac });

    /// <summary>Puts a notice into the outbox for everybody whose knowledge of a record is out of date.</summary>
    /// <returns>How many.</returns>
    public async Task<int> TellAsync(CancellationToken cancellationToken)
    {
        for (var told = 0; ;)
        {
            var page = await database.WriteAsync(TellPage, cancellationToken);
            told += page;
            if (page < PageSize)
            {
                if (told > 0)
                {
                    outbox.Signal.Wake();
                }

                return told;
            }
        }
    }

    private int TellPage(SqliteConnection connection)
    {
        var changed = connection.Query<Changed>(
            """
            SELECT d.handle AS Handle, d.origin AS Origin, r.content_mac AS Mac, r.change_number AS Change
            FROM disclosed_record d LEFT JOIN record r ON r.row_id = d.record
            WHERE r.row_id IS NULL OR r.content_mac <> d.content_mac LIMIT @limit
            """,
            new { limit = PageSize }).AsList();
        foreach (var record in changed)
        {
            Tell(connection, record);
        }

        return changed.Count;
    }

    private void Tell(SqliteConnection connection, Changed record)
    {
        var now = clock.GetUtcNow();
        var change = record.Mac is null ? Contracts.Letter.V1.RecordChange.Withdrawn : Contracts.Letter.V1.RecordChange.Corrected;
        var content = new LetterContent
        {
            Notice = new RecordNotice { RecordHandle = ByteString.CopyFrom(record.Handle), Change = change, ChangedAtMs = now.ToUnixTimeMilliseconds() },
        };

        // By what happened and not by when it was seen: a node restored from a backup finds the same and says it once.
        var id = LetterId.Derive(
            "fedhub record notice v1"u8, record.Handle, new[] { (byte)change }, BitConverter.GetBytes(record.Change ?? 0), record.Mac ?? ReadOnlyMemory<byte>.Empty);
        outbox.Add(connection, id, MemberId.Parse(record.Origin), content, now);
        connection.Execute(
            record.Mac is null ? "DELETE FROM disclosed_record WHERE handle = @Handle" : "UPDATE disclosed_record SET content_mac = @Mac WHERE handle = @Handle",
            new { record.Handle, record.Mac });
    }

    private sealed class Changed
    {
        public byte[] Handle { get; set; } = [];

        public string Origin { get; set; } = "";

        public byte[]? Mac { get; set; }

        public long? Change { get; set; }
    }
}
