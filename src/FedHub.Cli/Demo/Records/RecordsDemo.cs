using FedHub.Cryptography.Match;

namespace FedHub.Cli.Demo.Records;

/// <summary><c>fedhub demo --records</c>: a folder of records and a file of queries through a real federation.</summary>
internal static class RecordsDemo
{
    private const int SearchesInFlight = 6;

    public static async Task<ExitCode> RunAsync(string recordsFolder, FileInfo queriesFile, string root, CliServices services, CancellationToken cancellationToken)
    {
        using var reader = queriesFile.OpenText();
        var queries = QueriesFile.Read(reader);
        var origins = queries.Select(query => query.Origin).Where(origin => MemberId.TryParse(origin, out _)).ToHashSet(StringComparer.Ordinal);
        var files = FilesOf(recordsFolder, origins);
        var columns = files.Values.OfType<string>().Append(queriesFile.FullName).Select(ObjectColumns.Of).Aggregate((all, file) => all.Or(file));
        await using var federation = await RecordsFederation.StartAsync(root, files, origins, columns, BudgetFor(queries.Count), services, cancellationToken);

        var results = await AskAllAsync(federation, queries, services, cancellationToken);
        var (size, logRoot) = await federation.LogAsync(cancellationToken);
        await services.Terminal.Output.WriteLineAsync(QueryResultJson.Totals(results, size, logRoot));
        return ExitCode.Ok;
    }

    /// <summary>Asks several at a time and prints in the order of the file.</summary>
    private static async Task<IReadOnlyCollection<QueryResult>> AskAllAsync(
        RecordsFederation federation, IReadOnlyList<RecordedQuery> queries, CliServices services, CancellationToken cancellationToken)
    {
        var runner = new QueryRunner(federation, services.Time);
        using var turns = new SemaphoreSlim(SearchesInFlight);
        var running = queries.Select(query => AskAsync(runner, turns, query, cancellationToken)).ToList();
        var results = new List<QueryResult>(queries.Count);
        foreach (var task in running)
        {
            var result = await task;
            results.Add(result);
            await services.Terminal.Output.WriteLineAsync(QueryResultJson.Of(result));
            if (results.Count % 100 == 0)
            {
                services.Terminal.Say(FormattableString.Invariant($"{results.Count} of {queries.Count} queries answered"));
            }
        }

        return results;
    }

    private static async Task<QueryResult> AskAsync(QueryRunner runner, SemaphoreSlim turns, RecordedQuery query, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            return await runner.RunAsync(query, cancellationToken);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>Countries with a file, and origins without one.</summary>
    private static SortedDictionary<string, string?> FilesOf(string folder, IEnumerable<string> origins)
    {
        var files = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(folder, "*.csv"))
        {
            var country = Path.GetFileNameWithoutExtension(path).ToUpperInvariant();
            if (!MemberId.TryParse(country, out _))
            {
                throw CliFailureException.Usage($"{Path.GetFileName(path)} is not named after a country", "Name files as KAZ.csv.");
            }

            files.Add(country, path);
        }

        foreach (var origin in origins)
        {
            files.TryAdd(origin, null);
        }

        return files.Count >= 2 ? files : throw CliFailureException.Usage("A federation needs at least two countries");
    }

    /// <summary>Enough for each query to use a full part of each class at each collection.</summary>
    private static ulong BudgetFor(int queryCount) => 1_000UL * (ulong)(queryCount + 10);
}
