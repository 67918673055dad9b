using System.Diagnostics;
using System.Text.Json.Nodes;
using FedHub.Cli;
using FedHub.Cli.Demo.People;
using FedHub.Cli.Demo.Records;
using FedHub.Cli.Rpc;
using FedHub.Cli.Search;
using FedHub.Cli.Terminal;

namespace FedHub.Benchmarks;

/// <summary>
/// Whole searches a second through a hub and five nodes over mutual TLS, their latency, and the share of processor time that is
/// cryptography of the match protocol.
/// </summary>
/// <remarks>
/// Officer, gateway, hub and responders share the process and its cores. A search has a passport, a name and a date of birth and asks
/// every collection of four countries; nine in ten meet nobody. The cryptography is what the parts of a search contain, timed alone.
/// </remarks>
internal static class SearchBenchmark
{
    private const int PeopleEach = 1000;
    private const int WarmUpSearches = 10;
    private const int SearchesEach = 60;
    private const ulong Budget = 10_000_000;

    private static readonly string[] _countries = ["KAZ", "KGZ", "TJK", "TKM", "UZB"];

    /// <summary>Takes one to two minutes.</summary>
    public static async Task<JsonObject> RunAsync(CancellationToken cancellationToken)
    {
        var root = Directory.CreateTempSubdirectory("fedhub-bench-").FullName;
        try
        {
            var services = new CliServices(new CliTerminal(TextReader.Null, TextWriter.Null, Console.Error, isInteractive: false), TimeProvider.System);
            await using var federation = await RecordsFederation.StartAsync(
                root, WriteFiles(root), ["KAZ"], new ObjectColumns(HasVehicle: false, HasAccount: false), Budget, services, cancellationToken);
            return await MeasureAsync(federation.OfficerOf("KAZ").Search, cancellationToken);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<JsonObject> MeasureAsync(GatewaySearch search, CancellationToken cancellationToken)
    {
        var prepared = await SearchAsync(search, 0, cancellationToken);
        var cryptography = SearchCryptography.SecondsOf(prepared.ElementCounts);
        for (var i = 1; i < WarmUpSearches; i++)
        {
            _ = await SearchAsync(search, i, cancellationToken);
        }

        return new JsonObject
        {
            ["name"] = "search",
            ["unit"] = "whole searches/s with 5 nodes, each of them asking every collection of 4 countries",
            ["baseline"] = "the ratio is the share of the processor time that evaluation, proof and its verification take by themselves",
            ["partsASearch"] = prepared.ElementCounts.Count,
            ["elementsASearch"] = prepared.ElementCounts.Sum(),
            ["cryptographyMsASearch"] = Math.Round(1000 * cryptography, 2),
            ["cases"] = new JsonArray(
                await CaseAsync(search, concurrency: 1, cryptography, cancellationToken),
                await CaseAsync(search, concurrency: 8, cryptography, cancellationToken)),
        };
    }

    private static async Task<JsonObject> CaseAsync(GatewaySearch search, int concurrency, double cryptography, CancellationToken cancellationToken)
    {
        var latencies = new double[SearchesEach];
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, SearchesEach, new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken }, async (i, token) =>
        {
            var at = Stopwatch.GetTimestamp();
            _ = await SearchAsync(search, 1000 + i, token);
            latencies[i] = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
        });
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var processorSeconds = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds / SearchesEach;
        Array.Sort(latencies);
        return new JsonObject
        {
            ["case"] = $"concurrency {concurrency}",
            ["figure"] = Math.Round(SearchesEach / elapsed, 2),
            ["p50Ms"] = Math.Round(latencies[SearchesEach / 2], 1),
            ["p99Ms"] = Math.Round(latencies[SearchesEach * 99 / 100], 1),
            ["processorMsASearch"] = Math.Round(1000 * processorSeconds, 2),
            ["ratio"] = Math.Round(cryptography / processorSeconds, 3),
        };
    }

    private static async Task<PreparedSearch> SearchAsync(GatewaySearch search, int number, CancellationToken cancellationToken)
    {
        var preparation = await search.PrepareAsync(InputOf(number), cancellationToken);
        var prepared = preparation.Search ?? throw new InvalidOperationException("The benchmark's search cannot be asked.");
        var board = new SearchBoard(prepared.Members);
        await search.RunAsync(prepared, board, static () => { }, cancellationToken);
        return board.NotFinal.Count == 0 ? prepared : throw new InvalidOperationException("A benchmark search was not final: " + string.Join(", ", board.Verdicts));
    }

    private static SearchInput InputOf(int number)
    {
        var numbers = new SeededNumbers(FormattableString.Invariant($"search {number}"));
        var country = CountryProfile.All[1 + numbers.Below(4)];
        return new SearchInput
        {
            // One in ten is a person of the registers, made from the same seed.
            FullName = number % 10 == 0 ? new PersonGenerator("benchmark").People(country, 1 + numbers.Below(100)).Last().FullName : country.Names.FullName(female: true, numbers),
            DateOfBirth = FormattableString.Invariant($"{numbers.Between(1955, 2008)}-{numbers.Between(1, 12):D2}-{numbers.Between(1, 28):D2}"),
            Documents = [country.Passport(numbers)],
            Purpose = Protocol.Purpose.Investigation,
            LegalBasis = "benchmark",
            CaseReference = "benchmark",
            AsTyped = true,
        };
    }

    private static SortedDictionary<string, string?> WriteFiles(string root)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "records")).FullName;
        var files = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var country in CountryProfile.All.Where(country => _countries.Contains(country.Code, StringComparer.Ordinal)))
        {
            var path = Path.Combine(folder, country.Code + ".csv");
            File.WriteAllText(path, PersonCsv.Write(new PersonGenerator("benchmark").People(country, PeopleEach)));
            files.Add(country.Code, path);
        }

        return files;
    }
}
