using FedHub.Cli.Rpc;
using FedHub.Cli.Search;
using FedHub.Protocol;
using Grpc.Core;

namespace FedHub.Cli.Demo.Records;

/// <summary>Asks one query of a file and never fails for it: what went wrong is part of the result.</summary>
internal sealed class QueryRunner(RecordsFederation federation, TimeProvider time)
{
    private const string LegalBasis = "demonstration with recorded queries";

    public async Task<QueryResult> RunAsync(RecordedQuery query, CancellationToken cancellationToken)
    {
        if (!federation.Countries.Contains(query.Origin))
        {
            return NotAsked(query, "the origin is not three upper-case letters");
        }

        if (!Tokens.TryParsePurpose(query.Purpose, out var purpose))
        {
            return NotAsked(query, "the purpose is not one of the closed list");
        }

        var started = time.GetTimestamp();
        try
        {
            return await AskAsync(query, InputOf(query, purpose), started, cancellationToken);
        }
        catch (FedHubException refused)
        {
            return NotAsked(query, refused.Refusal.Message);
        }
        catch (RpcException failed)
        {
            return NotAsked(query, RpcErrors.TryRead(failed, out var refusal) ? refusal.Message : $"the call failed: {failed.StatusCode}");
        }
    }

    private static SearchInput InputOf(RecordedQuery query, Purpose purpose) => new()
    {
        FullName = query.FullName,
        DateOfBirth = query.DateOfBirth,
        Documents = OneOrNone(query.Passport),
        PersonalNumbers = OneOrNone(query.NationalId),
        Phones = OneOrNone(query.Phone),
        Vehicles = OneOrNone(query.Vehicle),
        Accounts = OneOrNone(query.Account),
        Purpose = purpose,
        LegalBasis = LegalBasis,
        CaseReference = query.QueryId,
        // Nobody is there to ask; the warnings stand in the result.
        AsTyped = true,
    };

    private static string[] OneOrNone(string value) => value.Length == 0 ? [] : [value];

    private async Task<QueryResult> AskAsync(RecordedQuery query, SearchInput input, long started, CancellationToken cancellationToken)
    {
        var search = federation.OfficerOf(query.Origin).Search;
        var preparation = await search.PrepareAsync(input, cancellationToken);
        var warnings = preparation.Warnings.Select(warning => $"{warning.Field}: {warning.Message}").ToList();
        if (preparation.Search is not { } prepared)
        {
            return NotAsked(query, "nothing in this query can be asked") with { Warnings = warnings };
        }

        var board = new SearchBoard(prepared.Members);
        var error = await RunAsync(search, prepared, board, cancellationToken);
        var elapsed = time.GetElapsedTime(started);
        var outcomes = OutcomesOf(query, board);
        return new QueryResult
        {
            QueryId = query.QueryId,
            Elapsed = elapsed,
            Outcomes = outcomes,
            RecordIds = await RecordIdsAsync(outcomes, cancellationToken),
            Error = error,
            Warnings = warnings,
        };
    }

    /// <summary>Runs it; a broken stream leaves the countries without a verdict, which shows as unreachable.</summary>
    private static async Task<string?> RunAsync(GatewaySearch search, PreparedSearch prepared, SearchBoard board, CancellationToken cancellationToken)
    {
        try
        {
            await search.RunAsync(prepared, board, static () => { }, cancellationToken);
            return null;
        }
        catch (RpcException failed)
        {
            return RpcErrors.TryRead(failed, out var refusal) ? refusal.Message : $"the search broke off: {failed.StatusCode}";
        }
    }

    private List<CountryOutcome> OutcomesOf(RecordedQuery query, SearchBoard board)
    {
        var verdicts = board.Countries.ToDictionary(country => country.Key, country => country.Value, StringComparer.Ordinal);
        return
        [
            .. Others(query).SelectMany(country => verdicts.TryGetValue(country, out var known)
                ? CountryOutcomes.Merge(country, known)
                : [new CountryOutcome { Country = country, Outcome = Outcome.NotAsked }]),
        ];
    }

    private async Task<Dictionary<string, IReadOnlyList<string>>> RecordIdsAsync(IEnumerable<CountryOutcome> outcomes, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var hit in outcomes.Where(outcome => outcome.Outcome == Outcome.Hit))
        {
            var found = new List<string>();
            foreach (var handle in hit.Handles)
            {
                if (await federation.RecordIdOfAsync(hit.Country, handle, cancellationToken) is { } id)
                {
                    found.Add(id);
                }
            }

            ids[hit.Country] = [.. found.Order(StringComparer.Ordinal)];
        }

        return ids;
    }

    private QueryResult NotAsked(RecordedQuery query, string error) => new()
    {
        QueryId = query.QueryId,
        Error = error,
        Outcomes = [.. Others(query).Select(country => new CountryOutcome { Country = country, Outcome = Outcome.NotAsked })],
    };

    private IEnumerable<string> Others(RecordedQuery query)
        => federation.Countries.Where(country => !string.Equals(country, query.Origin, StringComparison.Ordinal));
}
