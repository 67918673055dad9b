using System.Security.Cryptography;
using Dapper;
using FedHub.Contracts.Gateway.V1;
using FedHub.Cryptography.Match;
using FedHub.Node.Storage;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;
using Officer = FedHub.Node.Officers.Officer;

namespace FedHub.Node.Screenings;

/// <summary>Lets a row of a screening be prepared: only as it was approved, each once, and slowly.</summary>
internal sealed class ScreeningGate(NodeDatabase database, ScreeningTable table, ScreeningSealer sealer, TimeProvider clock) : IDisposable
{
    // Held by whoever waits for the next row's time; rows of all officers pass here.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private DateTimeOffset _nextRowAt = DateTimeOffset.MinValue;

    /// <summary>Checks a row and waits for its turn.</summary>
    /// <returns>The screening; null when the request is no row of any.</returns>
    /// <exception cref="FedHubException">Not approved, not this officer's, not as it was approved, or asked already.</exception>
    public async Task<ScreeningId?> AdmitAsync(Officer officer, PrepareSearchRequest request, CancellationToken cancellationToken)
    {
        if (request.ScreeningId.IsEmpty)
        {
            return null;
        }

        if (!ScreeningId.TryFromBytes(request.ScreeningId.Span, out var id))
        {
            throw new FedHubException(ErrorCode.Malformed, "The screening's id is not well-formed.");
        }

        await database.WriteAsync(connection => Check(connection, officer, id, request), cancellationToken);
        await WaitForTurnAsync(cancellationToken);
        return id;
    }

    /// <summary>Notes the search that asks a row. A crash before this line leaves a search that nobody knows of and nobody can sign.</summary>
    public Task PreparedAsync(ScreeningId id, uint row, QueryId queryId, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            ScreeningTable.SetRow(connection, id, row, queryId);
            return true;
        },
        cancellationToken);

    public void Dispose() => _turn.Dispose();

    private bool Check(SqliteConnection connection, Officer officer, ScreeningId id, PrepareSearchRequest request)
    {
        if (table.Find(connection, id) is not { } screening || !string.Equals(screening.Officer, officer.OfficerId, StringComparison.Ordinal))
        {
            throw new FedHubException(ErrorCode.NotFound, "There is no such screening; `fedhub screenings list` shows yours.");
        }

        if (screening.StateAt(clock.GetUtcNow()) != ScreeningState.Approved)
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, "The screening is not approved, or its time is over: `fedhub screenings show` says which.");
        }

        if (ScreeningTable.FindRow(connection, id, request.ScreeningRow) is not { } row || !screening.Terms.Cover(request)
            || !CryptographicOperations.FixedTimeEquals(row.Mac, sealer.MacOf(id, request.ScreeningRow, request.Criteria ?? new SearchCriteria())))
        {
            throw new FedHubException(ErrorCode.NotAdmitted, "This row, or what it is asked for, is not what was approved: request a screening of the changed file.");
        }

        if (row.QueryId is { } earlier)
        {
            DropUnsigned(connection, earlier);
        }

        return true;
    }

    /// <summary>One that runs or was logged has asked the row. One that was not signed can no longer be after this, so that no row is asked twice.</summary>
    private static void DropUnsigned(SqliteConnection connection, byte[] id)
    {
        if (connection.ExecuteScalar<long>($"SELECT EXISTS (SELECT 1 FROM kept_search k WHERE k.query_id = @id AND {ScreeningTable.IsAsked})", new { id }) != 0)
        {
            throw new FedHubException(ErrorCode.FailedPrecondition, "The row was asked already; `fedhub screenings export` has what was said.");
        }

        connection.Execute("DELETE FROM kept_search WHERE query_id = @id AND state = 0", new { id });
        connection.Execute("DELETE FROM open_search WHERE query_id = @id AND signed IS NULL", new { id });
    }

    private async Task WaitForTurnAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var wait = _nextRowAt - clock.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                // A clock that was set back must not hold all rows up.
                await Task.Delay(wait < ScreeningLimits.RowEvery ? wait : ScreeningLimits.RowEvery, clock, cancellationToken);
            }

            _nextRowAt = clock.GetUtcNow() + ScreeningLimits.RowEvery;
        }
        finally
        {
            _turn.Release();
        }
    }
}
