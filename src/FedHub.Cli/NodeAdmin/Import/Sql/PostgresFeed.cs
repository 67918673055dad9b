using System.Data;
using System.IO.Pipelines;
using FedHub.Node.Import;
using Npgsql;

namespace FedHub.Cli.NodeAdmin.Import.Sql;

/// <summary>The rows of a query as JSON lines, streamed: the next rows are fetched while the node takes the last ones in.</summary>
internal sealed class PostgresFeed(PostgresAddress address, string? password, PostgresQuery query) : IImportFeed
{
    private readonly CancellationTokenSource _stop = new();
    private NpgsqlConnection? _connection;
    private Task _pumping = Task.CompletedTask;

    public string Source => $"postgres {address.Identity} {query.Identity}";

    public bool IsRows => true;

    /// <summary>A query does not say how many rows it will give.</summary>
    public double? ReadShare => null;

    public async Task<(Stream Bytes, long ResumeAfterLine)> OpenAsync(ImportMapping mapping, ImportPoint? point, CancellationToken cancellationToken)
    {
        _connection = new NpgsqlConnection(address.ToConnection(password).ConnectionString);
        var statement = query.ShapeSql;
        try
        {
            await _connection.OpenAsync(cancellationToken);

            // One snapshot for all rows; nothing that the query says can change the register.
            var transaction = await _connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            await ExecuteAsync("SET TRANSACTION READ ONLY", cancellationToken);
            await ExecuteAsync("SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL timezone = 'UTC'", cancellationToken);
            var changeType = await CheckShapeAsync(mapping, cancellationToken);
            var since = changeType is null ? null : point?.Change;
            statement = query.RowsSql(mapping.SourceColumns, mapping, changeType, since is not null);
            var command = new NpgsqlCommand(statement, _connection, transaction);
            if (since is not null)
            {
                command.Parameters.AddWithValue("since", since);
            }

            var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken);
            var pipe = new Pipe();
            _pumping = PumpAsync(new PostgresRows(reader, mapping.SourceColumns), pipe.Writer, statement, _stop.Token);
            return (pipe.Reader.AsStream(), 0);
        }
        catch (NpgsqlException failure)
        {
            throw PostgresFailures.Of(failure, address, query, statement);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _pumping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _stop.Dispose();
    }

    private async Task PumpAsync(PostgresRows rows, PipeWriter writer, string statement, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await rows.WriteAsync(writer, cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            failure = PostgresFailures.Of(exception, address, query, statement);
        }
        catch (Exception exception)
        {
            // Whoever reads the other end is to see why the rows end: an end without a reason would look like the last row.
            failure = exception;
        }

        await writer.CompleteAsync(failure);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Finds each column of the mapping in the query.</summary>
    /// <returns>Type of the change column; null when there is none.</returns>
    private async Task<string?> CheckShapeAsync(ImportMapping mapping, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(query.ShapeSql, _connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var types = Enumerable.Range(0, reader.FieldCount).ToLookup(reader.GetName, reader.GetDataTypeName, StringComparer.Ordinal);
        foreach (var column in mapping.SourceColumns)
        {
            var problem = types[column].Count() switch
            {
                0 => "is not in the query; it has " + string.Join(", ", types.Select(type => type.Key)),
                1 => PostgresTypes.Problem(types[column].First()),
                _ => "stands in the query more than once",
            };
            if (problem is not null)
            {
                throw new CliFailureException(ExitCode.Usage, "Query and mapping do not fit", $"`{column}` {problem}", "Names are compared exactly, as PostgreSQL gives them: mostly in lower case.");
            }
        }

        if (mapping.ChangeColumn is not { } change)
        {
            return null;
        }

        var changeType = types[change].First();
        return PostgresTypes.CanTellChanges(changeType)
            ? changeType
            : throw new CliFailureException(
                ExitCode.Usage, "Query and mapping do not fit", $"`{change}` is {changeType}; a change column is a timestamp, a date or a number", "Choose another changeColumn in the mapping.");
    }
}
