using Dapper;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Screenings;

/// <summary>The statements on screenings. Writing methods run inside the writer's transaction.</summary>
internal sealed class ScreeningTable(ScreeningSealer sealer)
{
    /// <summary>Of a search k: that it runs or was logged. One that nobody signed, or that the hub never took, has asked nobody anything.</summary>
    public const string IsAsked = "(k.state = 1 OR (k.state > 1 AND k.log_index IS NOT NULL))";

    private const string Asked = $"(SELECT COUNT(*) FROM screening_row r JOIN kept_search k ON k.query_id = r.query_id AND {IsAsked} WHERE r.screening = s.id)";

    private const string Columns = $"""
        s.id AS Id, s.officer AS Officer, s.agency AS Agency, s.state AS State, s.requested_at AS RequestedAt, s.until AS Until, s.row_count AS RowCount,
        s.decided_by AS DecidedBy, s.sealed AS Sealed, {Asked} AS AskedCount
        """;

    public BulkScreening? Find(SqliteConnection connection, ScreeningId id)
    {
        var row = connection.QuerySingleOrDefault<Row>($"SELECT {Columns} FROM screening s WHERE s.id = @id", new { id = id.ToArray() });
        return row is null ? null : ToScreening(row);
    }

    /// <summary>The newest that was requested with the same terms and rows.</summary>
    public BulkScreening? FindSame(SqliteConnection connection, byte[] fileMac)
    {
        var row = connection.QueryFirstOrDefault<Row>($"SELECT {Columns} FROM screening s WHERE s.file_mac = @fileMac ORDER BY s.requested_at DESC LIMIT 1", new { fileMac });
        return row is null ? null : ToScreening(row);
    }

    /// <summary>An officer's, or an agency's, newest first.</summary>
    public IReadOnlyList<BulkScreening> List(SqliteConnection connection, string? officer, string agency, int limit) =>
    [
        .. connection.Query<Row>(
            $"SELECT {Columns} FROM screening s WHERE s.agency = @agency AND (@officer IS NULL OR s.officer = @officer) ORDER BY s.requested_at DESC, s.id LIMIT @limit",
            new { officer, agency, limit }).Select(ToScreening),
    ];

    /// <summary>Rows by number.</summary>
    public static IReadOnlyList<ScreenedRow> Rows(SqliteConnection connection, ScreeningId id) =>
    [
        .. connection.Query<(byte[]? Query, long IsAsked)>(
            $"""
            SELECT k.query_id, coalesce({IsAsked}, 0) FROM screening_row r LEFT JOIN kept_search k ON k.query_id = r.query_id AND k.state > 0
            WHERE r.screening = @id ORDER BY r.number
            """,
            new { id = id.ToArray() })
            .Select(row => new ScreenedRow(row.Query is not null && QueryId.TryFromBytes(row.Query, out var queryId) ? queryId : null, row.IsAsked != 0)),
    ];

    public void Insert(SqliteConnection connection, BulkScreening screening, byte[] fileMac, IReadOnlyList<byte[]> rowMacs)
    {
        var id = screening.Id.ToArray();
        connection.Execute(
            """
            INSERT INTO screening (id, officer, agency, state, requested_at, until, row_count, file_mac, decided_by, sealed)
            VALUES (@id, @Officer, @Agency, 1, @requestedAt, @until, @RowCount, @fileMac, '', @sealed)
            """,
            new
            {
                id,
                screening.Officer,
                screening.Agency,
                requestedAt = screening.RequestedAt.ToUnixTimeMilliseconds(),
                until = screening.Until.ToUnixTimeMilliseconds(),
                screening.RowCount,
                fileMac,
                @sealed = sealer.Seal(screening.Id, screening.Terms),
            });
        connection.Execute(
            "INSERT INTO screening_row (screening, number, mac) VALUES (@id, @number, @mac)", rowMacs.Select((mac, place) => new { id, number = place + 1, mac }));
    }

    public void Decide(SqliteConnection connection, BulkScreening screening) => connection.Execute(
        "UPDATE screening SET state = @state, until = @until, decided_by = @DecidedBy, sealed = @sealed WHERE id = @id AND state = 1",
        new
        {
            id = screening.Id.ToArray(),
            state = (int)screening.Decision,
            until = screening.Until.ToUnixTimeMilliseconds(),
            screening.DecidedBy,
            @sealed = sealer.Seal(screening.Id, screening.Terms),
        });

    /// <summary>Keyed hash and search of a row; null when there is no such row.</summary>
    public static (byte[] Mac, byte[]? QueryId)? FindRow(SqliteConnection connection, ScreeningId id, uint number)
        => connection.QuerySingleOrDefault<(byte[] Mac, byte[]? QueryId)?>(
            "SELECT mac, query_id FROM screening_row WHERE screening = @id AND number = @number", new { id = id.ToArray(), number = (long)number });

    public static void SetRow(SqliteConnection connection, ScreeningId id, uint number, QueryId queryId) => connection.Execute(
        "UPDATE screening_row SET query_id = @query WHERE screening = @id AND number = @number", new { id = id.ToArray(), number = (long)number, query = queryId.ToArray() });

    private BulkScreening ToScreening(Row row)
    {
        _ = ScreeningId.TryFromBytes(row.Id, out var id);
        return new BulkScreening
        {
            Id = id,
            Officer = row.Officer,
            Agency = row.Agency,
            Decision = (ScreeningState)row.State,
            RequestedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.RequestedAt),
            Until = DateTimeOffset.FromUnixTimeMilliseconds(row.Until),
            RowCount = (int)row.RowCount,
            AskedCount = (int)row.AskedCount,
            DecidedBy = row.DecidedBy,
            Terms = sealer.Open(id, row.Sealed),
        };
    }

    private sealed class Row
    {
        public byte[] Id { get; set; } = [];

        public string Officer { get; set; } = "";

        public string Agency { get; set; } = "";

        public long State { get; set; }

        public long RequestedAt { get; set; }

        public long Until { get; set; }

        public long RowCount { get; set; }

        public long AskedCount { get; set; }

        public string DecidedBy { get; set; } = "";

        public byte[] Sealed { get; set; } = [];
    }
}
