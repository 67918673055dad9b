using Dapper;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;
using FedHub.Node.Records;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Searches;

/// <summary>The statements on kept searches. Writing methods run inside the writer's transaction.</summary>
internal sealed class KeptSearchTable(SearchVault vault)
{
    private const string Columns = """
        query_id AS QueryId, officer AS Officer, agency AS Agency, created_at AS CreatedAt, expires_at AS ExpiresAt, state AS State, revision AS Revision,
        changed_at AS ChangedAt, log_index AS LogIndex, query_digest AS QueryDigest, envelope_digest AS EnvelopeDigest, sealed AS Sealed
        """;

    public void Insert(SqliteConnection connection, PreparedSearch search, string officer, string agency, SearchPurpose purpose) => connection.Execute(
        """
        INSERT INTO kept_search (query_id, officer, agency, created_at, expires_at, state, revision, changed_at, query_digest, sealed)
        VALUES (@id, @officer, @agency, @createdAt, @expiresAt, 0, 0, @createdAt, @digest, @sealed)
        """,
        new
        {
            id = search.QueryId.ToArray(),
            officer,
            agency,
            createdAt = search.CreatedAt.ToUnixTimeMilliseconds(),
            expiresAt = search.ExpiresAt.ToUnixTimeMilliseconds(),
            digest = search.QueryDigest.ToArray(),
            @sealed = vault.Seal(search.QueryId, purpose),
        });

    /// <summary>A search that was signed; null when there is none.</summary>
    public KeptSearch? Find(SqliteConnection connection, QueryId queryId)
    {
        var row = connection.QuerySingleOrDefault<Row>($"SELECT {Columns} FROM kept_search WHERE query_id = @id AND state > 0", new { id = queryId.ToArray() });
        return row is null ? null : ToSearch(connection, row);
    }

    /// <summary>Signed searches of an officer, or of an agency, newest first.</summary>
    public IReadOnlyList<KeptSearch> List(SqliteConnection connection, string? officer, string? agency, int limit)
    {
        var whose = officer is null ? "agency = @agency" : "officer = @officer";
        var rows = connection.Query<Row>(
            $"SELECT {Columns} FROM kept_search WHERE {whose} AND state > 0 ORDER BY created_at DESC, query_id DESC LIMIT @limit", new { officer, agency, limit }).AsList();
        return [.. rows.Select(row => ToSearch(connection, row))];
    }

    /// <summary>One collection; null when nothing is known of it.</summary>
    public CollectionStanding? FindCollection(SqliteConnection connection, QueryId queryId, MemberId member, CollectionName collection)
    {
        var encrypted = connection.QuerySingleOrDefault<byte[]>(
            "SELECT sealed FROM kept_collection WHERE query_id = @id AND member = @member AND collection = @collection",
            new { id = queryId.ToArray(), member = member.ToString(), collection = collection.ToString() });
        return encrypted is null ? null : vault.OpenStanding(queryId, encrypted);
    }

    /// <summary>Collections that need nothing more but the end of a review.</summary>
    public IReadOnlyList<CollectionStanding> Settled(SqliteConnection connection, QueryId queryId) =>
    [
        .. connection.Query<byte[]>("SELECT sealed FROM kept_collection WHERE query_id = @id AND is_settled = 1", new { id = queryId.ToArray() })
            .Select(encrypted => vault.OpenStanding(queryId, encrypted)),
    ];

    /// <summary>Writes how a collection stands, and the handles by which its records may be spoken of later.</summary>
    public void Put(SqliteConnection connection, QueryId queryId, CollectionStanding standing, bool isSettled, DateTimeOffset now)
    {
        var key = new { id = queryId.ToArray(), member = standing.Member.ToString(), collection = standing.Collection.ToString() };
        connection.Execute(
            """
            INSERT INTO kept_collection (query_id, member, collection, is_settled, sealed) VALUES (@id, @member, @collection, @isSettled, @sealed)
            ON CONFLICT (query_id, member, collection) DO UPDATE SET is_settled = excluded.is_settled, sealed = excluded.sealed
            """,
            new { key.id, key.member, key.collection, isSettled = isSettled ? 1 : 0, @sealed = vault.Seal(queryId, standing) });
        foreach (var record in standing.Records.Where(record => record.Handle.Length > 0))
        {
            connection.Execute(
                "INSERT INTO kept_handle (handle, query_id, member, collection) VALUES (@handle, @id, @member, @collection) ON CONFLICT DO NOTHING",
                new { handle = record.Handle.ToArray(), key.id, key.member, key.collection });
        }

        Touch(connection, queryId, now);
    }

    /// <summary>What the own country's records said; empty while they have not been looked in. A record that has changed since says so.</summary>
    public IReadOnlyList<CollectionStanding> Own(SqliteConnection connection, QueryId queryId)
    {
        var id = queryId.ToArray();
        var standings = connection.Query<byte[]>("SELECT sealed FROM kept_own WHERE query_id = @id ORDER BY collection", new { id })
            .Select(encrypted => vault.OpenStanding(queryId, encrypted)).ToList();
        var changes = connection.Query<(byte[] Handle, long? ChangedAt)>(
            """
            SELECT k.handle, r.changed_at_ms FROM kept_own_record k LEFT JOIN record r ON r.row_id = k.record
            WHERE k.query_id = @id AND (r.row_id IS NULL OR r.content_mac <> k.content_mac)
            """,
            new { id }).ToDictionary(row => Convert.ToHexString(row.Handle), row => row.ChangedAt, StringComparer.Ordinal);
        return changes.Count == 0 ? standings : [.. standings.Select(standing => standing with { Records = [.. standing.Records.Select(record => Noted(record, changes))] })];
    }

    /// <summary>Writes how one of the own country's collections stands.</summary>
    public void PutOwn(SqliteConnection connection, QueryId queryId, CollectionStanding standing) => connection.Execute(
        """
        INSERT INTO kept_own (query_id, collection, sealed) VALUES (@id, @collection, @sealed)
        ON CONFLICT (query_id, collection) DO UPDATE SET sealed = excluded.sealed
        """,
        new { id = queryId.ToArray(), collection = standing.Collection.ToString(), @sealed = vault.Seal(queryId, standing) });

    /// <summary>Remembers what was shown of an own record, so that a later change of it is seen.</summary>
    public static void PutOwnRecord(SqliteConnection connection, QueryId queryId, byte[] handle, RecordRowId record, byte[] mac) => connection.Execute(
        "INSERT INTO kept_own_record (query_id, handle, record, content_mac) VALUES (@id, @handle, @record, @mac) ON CONFLICT DO NOTHING",
        new { id = queryId.ToArray(), handle, record = record.Value, mac });

    /// <summary>Counts a change.</summary>
    public static void Touch(SqliteConnection connection, QueryId queryId, DateTimeOffset now) => connection.Execute(
        "UPDATE kept_search SET revision = revision + 1, changed_at = @now WHERE query_id = @id", new { id = queryId.ToArray(), now = now.ToUnixTimeMilliseconds() });

    private KeptSearch ToSearch(SqliteConnection connection, Row row)
    {
        _ = QueryId.TryFromBytes(row.QueryId, out var queryId);
        var life = (SearchLife)row.State;
        var purpose = vault.OpenPurpose(queryId, row.Sealed);
        return new KeptSearch
        {
            QueryId = queryId,
            Officer = row.Officer,
            Agency = row.Agency,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
            ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(row.ExpiresAt),
            Life = life,
            Revision = row.Revision,
            ChangedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.ChangedAt),
            LogIndex = (ulong?)row.LogIndex,
            QueryDigest = Digest.FromBytes(row.QueryDigest),
            EnvelopeDigest = row.EnvelopeDigest is null ? null : Digest.FromBytes(row.EnvelopeDigest),
            For = purpose,
            Collections = Collections(connection, queryId, life, purpose),
            Own = OwnOf(connection, queryId, life, purpose),
        };
    }

    private IReadOnlyList<CollectionStanding> OwnOf(SqliteConnection connection, QueryId queryId, SearchLife life, SearchPurpose purpose)
    {
        var kept = Own(connection, queryId);
        return kept.Count > 0 || life == SearchLife.Running
            ? kept
            : [.. purpose.Planned.Where(planned => planned.IsOwn).Select(planned => planned.CutOff(SearchCutOff.OwnFailed))];
    }

    /// <summary>
    /// What is kept of other countries. When the search has ended, by whatever way, each collection without a last word is shown as cut off: one
    /// that was left out would let the rest look complete.
    /// </summary>
    private List<CollectionStanding> Collections(SqliteConnection connection, QueryId queryId, SearchLife life, SearchPurpose purpose)
    {
        var rows = connection.Query<(byte[] Sealed, long IsSettled)>(
            "SELECT sealed, is_settled FROM kept_collection WHERE query_id = @id ORDER BY member, collection", new { id = queryId.ToArray() });
        var kept = rows.Select(row => (Standing: vault.OpenStanding(queryId, row.Sealed), IsSettled: row.IsSettled != 0)).ToList();
        if (life is not (SearchLife.Ended or SearchLife.Cancelled))
        {
            return [.. kept.Select(row => row.Standing)];
        }

        var cutOff = life == SearchLife.Cancelled ? SearchCutOff.TakenBack : SearchCutOff.BrokeOff;
        var missing = purpose.Planned.Where(planned => !planned.IsOwn
            && !kept.Exists(row => row.Standing.Member == planned.Member && row.Standing.Collection == planned.Collection));
        return
        [
            .. kept.Select(row => row.IsSettled ? row.Standing : row.Standing with { CutOff = cutOff })
                .Concat(missing.Select(planned => planned.CutOff(cutOff)))
                .OrderBy(standing => standing.Member).ThenBy(standing => standing.Collection.ToString(), StringComparer.Ordinal),
        ];
    }

    private static MatchedRecord Noted(MatchedRecord record, Dictionary<string, long?> changes)
        => record.Handle.Length > 0 && changes.TryGetValue(Convert.ToHexString(record.Handle.Span), out var changedAt)
            ? record with
            {
                Change = changedAt is null ? RecordChange.Withdrawn : RecordChange.Corrected,
                ChangedAt = changedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            }
            : record;

    private sealed class Row
    {
        public byte[] QueryId { get; set; } = [];

        public string Officer { get; set; } = "";

        public string Agency { get; set; } = "";

        public long CreatedAt { get; set; }

        public long ExpiresAt { get; set; }

        public long State { get; set; }

        public long Revision { get; set; }

        public long ChangedAt { get; set; }

        public long? LogIndex { get; set; }

        public byte[] QueryDigest { get; set; } = [];

        public byte[]? EnvelopeDigest { get; set; }

        public byte[] Sealed { get; set; } = [];
    }
}
