using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Configuration;
using FedHub.Node.Import;
using FedHub.Node.Index;
using FedHub.Node.Keys;
using FedHub.Node.Policy;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Benchmarks;

/// <summary>
/// Persons imported a second with all of their keys, and keys a second of an epoch's build, each beside the cryptography that it contains and
/// nothing else, on as many threads, in the same run.
/// </summary>
/// <remarks>
/// The ratio says how much of the time is the key stretching, or the evaluation, that the protocol asks for: 1 would be a program that does
/// nothing else. It is given in time and, so that a busy machine does not tell, in processor time. What it leaves over is parsing, deriving keys, encryption, SQLite and its fsync, sorting and files.
/// </remarks>
/// <param name="personCount">Synthetic persons.</param>
internal sealed class ImportBenchmark(int personCount = 4000)
{
    private static readonly string[] _families = ["Ivanov", "Qasymbekova", "Karimov", "Toktogulova", "Rahmonov", "Aliyeva", "Petrosyan", "Yilmaz"];
    private static readonly string[] _givens = ["Petr", "Aigul", "Rustam", "Zhanyl", "Farrukh", "Leyla", "Anahit", "Mehmet"];

    /// <summary>Takes about half a minute on two cores.</summary>
    public async Task<JsonObject> RunAsync(CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("fedhub-benchmark-").FullName;
        try
        {
            return await MeasureAsync(directory, cancellationToken);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private async Task<JsonObject> MeasureAsync(string directory, CancellationToken cancellationToken)
    {
        await InitAsync(directory, cancellationToken);
        var configuration = NodeConfiguration.Load(new NodeDirectoryLayout(directory));
        var policies = CollectionPolicies.Load(configuration.Layout);
        using var keys = NodeKeys.Open(configuration.Layout);
        await using var database = NodeDatabase.Open(configuration.Layout);
        using var epochs = EpochManager.Open(database, keys, configuration, policies, () => [], TimeProvider.System);

        // Compiles what is measured.
        await ImportAsync(database, keys, policies, 0, 100, cancellationToken);
        var warmUpCount = StretchedCount(database);
        var counts = new ImportCounts();
        var import = await TimeAsync(async () => counts = (await ImportAsync(database, keys, policies, 100, personCount, cancellationToken)).Counts);
        var stretchCount = StretchedCount(database) - warmUpCount;
        var stretching = await TimeAsync(() => Task.Run(() => Stretch(stretchCount), cancellationToken));
        var build = await TimeAsync(() => epochs.EnsureCurrentAsync(cancellationToken));
        var builtCount = epochs.Slots.Sum(slot => slot.KeyCount);
        var evaluation = await TimeAsync(() => Task.Run(() => Evaluate(builtCount), cancellationToken));
        return new JsonObject
        {
            ["name"] = "import",
            ["threads"] = Environment.ProcessorCount,
            ["cases"] = new JsonArray(
                Case("import", "persons/s with all keys", counts.Added, import, stretching, "Argon2id of as many keys (class name needs none)"),
                Case("epoch build", "keys/s", builtCount, build, evaluation, "VOPRF evaluations of as many keys")),
            ["keysPerPerson"] = Math.Round((double)counts.KeyCount / counts.Added, 1),
        };
    }

    private static JsonObject Case(string name, string unit, long count, Effort ours, Effort baseline, string what) => new()
    {
        ["case"] = name,
        ["unit"] = unit,
        ["baseline"] = what,
        ["count"] = count,
        ["figure"] = Math.Round(count / ours.Time.TotalSeconds),
        ["figurePerCore"] = Math.Round(count / ours.Processor.TotalSeconds),
        ["baselineFigure"] = Math.Round(count / baseline.Time.TotalSeconds),
        ["ratio"] = Math.Round(baseline.Time / ours.Time, 3),
        ["processorRatio"] = Math.Round(baseline.Processor / ours.Processor, 3),
    };

    private static async Task<Effort> TimeAsync(Func<Task> work)
    {
        var (watch, used) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await work();
        return new Effort(watch.Elapsed, Environment.CpuUsage.TotalTime - used);
    }

    private static async Task<ImportReport> ImportAsync(
        NodeDatabase database, NodeKeys keys, CollectionPolicies policies, int first, int count, CancellationToken cancellationToken)
    {
        const string Mapping = """
            version: 1
            country: KAZ
            columns: { id: record_id, family: family_name, given: given_name, born: date_of_birth, passport: document, phone: phone }
            constants: { category: suspect }
            """;
        using var csv = new MemoryStream(Encoding.UTF8.GetBytes(Csv(first, count)));
        return await new RecordImporter(database, keys, TimeProvider.System)
            .ImportAsync(csv, ImportMapping.Parse(Mapping, policies), new ImportOptions(), progress: null, cancellationToken);
    }

    private static string Csv(int first, int count)
    {
        var csv = new StringBuilder("id,family,given,born,passport,phone\n");
        for (var i = first; i < first + count; i++)
        {
            csv.Append(FormattableString.Invariant(
                $"B{i},{_families[i % 8]},{_givens[i / 8 % 8]},{1950 + (i % 55)}-{1 + (i % 12):D2}-{1 + (i % 28):D2},KAZ:N{10_000_000 + i},+7701{1_000_000 + i}\n"));
        }

        return csv.ToString();
    }

    private static long StretchedCount(NodeDatabase database) => database.Read(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sum(key_count) FROM record_key WHERE class <> 4";
        return (long)command.ExecuteScalar()!;
    });

    private static void Stretch(long count) => Parallel.For(0, count, i =>
    {
        Span<byte> stretched = stackalloc byte[MatchInput.StretchedSize];
        MatchInput.Stretch(IdentifierClass.Document, BitConverter.GetBytes(i), stretched);
    });

    private static void Evaluate(long count)
    {
        using var key = VoprfPrivateKey.Derive(RandomNumberGenerator.GetBytes(VoprfPrivateKey.SeedSize), "benchmark"u8);
        Parallel.For(0, count, i =>
        {
            Span<byte> output = stackalloc byte[Voprf.OutputSize];
            Voprf.Evaluate(key, BitConverter.GetBytes(i), output);
        });
    }

    private static async Task InitAsync(string directory, CancellationToken cancellationToken)
    {
        using var auditor = SealingKey.Generate();
        await NodeInitializer.InitAsync(
            new NodeInitializationOptions
            {
                DataDirectory = directory,
                Member = MemberId.Parse("KAZ"),
                DisplayName = "Kazakhstan",
                Hub = new HubEndpoint(new Uri("https://hub.example:8443")),
                Gateway = new GatewayEndpoint(new IPEndPoint(IPAddress.Loopback, 7443)),
                Tls = new TlsFiles("tls/node.crt", "tls/node.key", "tls/ca.crt"),
                FederationTrustFile = "trust.json",
                AuditorPublicKey = auditor.PublicKey,
                Desks = [new ListedDesk("Desk", "desk@example.org")],
                Development = true,
            },
            TimeProvider.System,
            cancellationToken);
    }

    private sealed record Effort(TimeSpan Time, TimeSpan Processor);
}
