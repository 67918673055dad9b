using FedHub.Cli.Demo.Setup;
using FedHub.Cli.Federation;
using FedHub.Cli.HubAdmin;
using FedHub.Transparency.Sqlite;
using FedHub.Cli.Officers;
using FedHub.Cli.Rpc;
using FedHub.Cli.Search;
using FedHub.Contracts.Hub.V1;
using FedHub.Contracts.Node.V1;
using FedHub.Cryptography;

namespace FedHub.Federation.Tests.Support;

/// <summary>
/// The federation that all tests share: the hub and three nodes, each a process of the built <c>fedhub</c>, over mutual TLS. Tajikistan is a
/// member too, whose node runs only in the tests that need one they can look into. Whoever breaks something mends it.
/// </summary>
public sealed class LiveFederation : IAsyncLifetime
{
    private const string Hub = "hub";
    private const ulong Plenty = 1_000_000;

    private readonly Dictionary<string, CliProcess> _running = new(StringComparer.Ordinal);
    private readonly List<CliProcess> _all = [];
    private readonly FederationReadiness _readiness = new(TimeProvider.System);
    private DemoOfficer? _officer;

    private readonly Lazy<Task<CliProcess>> _demo = new(() => CliProcess.RunAsync("demo", "--once", "--json"));

    internal static IReadOnlyList<string> Running { get; } = ["KAZ", "KGZ", "UZB"];

    internal FederationFiles Files { get; private set; } = null!;

    /// <summary>An officer in Kazakhstan.</summary>
    internal DemoOfficer Officer => _officer!;

    /// <summary>The demonstration, which has nothing to do with this federation: it starts with the first who waits, and is run once.</summary>
    internal Task<CliProcess> Demo => _demo.Value;

    /// <summary>Everything that any process has written to its streams.</summary>
    internal string ProcessLogs => string.Concat(_all.Select(process => process.Output + process.Error));

    internal string ErrorsOf(string name) => _running[name].Error;

    public async Task InitializeAsync()
    {
        Files = await FederationFiles.CreateAsync();
        Start(Hub);
        await _readiness.WaitForListenerAsync(Files.HubFolder, CancellationToken.None);
        await PublishAsync(Files.SignDirectory());
        foreach (var country in Running)
        {
            Start(country);
        }

        await WaitReadyAsync();
        await FederationBudgets.RaiseAsync(Files.HubFolder, Plenty, CancellationToken.None);
        foreach (var country in Running)
        {
            await FederationBudgets.RaiseAsync(Files.NodeFolder(country), Plenty, CancellationToken.None);
        }

        _officer = await DemoOfficer.EnrolAsync(Files.GatewayOf("KAZ"), Files.Pki.CaFile, Files.NodeFolder("KAZ"), TimeProvider.System, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        _officer?.Dispose();
        foreach (var process in _all)
        {
            await process.DisposeAsync();
        }

        if (_demo.IsValueCreated)
        {
            await (await _demo.Value).DisposeAsync();
        }

        Files?.Dispose();
    }

    internal CliProcess ProcessOf(string name) => _running[name];

    internal void Start(string name)
    {
        var process = name == Hub
            ? CliProcess.Start("hub", "run", "--data", Files.HubFolder, "--stop-when-input-ends")
            : CliProcess.Start("node", "run", "--data", Files.NodeFolder(name), "--stop-when-input-ends");
        _running[name] = process;
        _all.Add(process);
    }

    /// <summary>Starts what does not run, and waits until everybody is connected and holds everybody's filters.</summary>
    internal async Task RestoreAsync()
    {
        foreach (var (name, process) in _running.ToList())
        {
            if (process.HasExited)
            {
                Start(name);
            }
        }

        await WaitReadyAsync();
    }

    internal async Task WaitReadyAsync()
    {
        await _readiness.WaitForListenerAsync(Files.HubFolder, CancellationToken.None).WaitAsync(Wait.Patience);
        await _readiness.WaitForNodesAsync([.. Running.Select(Files.NodeFolder)], CancellationToken.None).WaitAsync(Wait.Patience);
        await Wait.UntilAsync("all nodes are connected", async () =>
        {
            var members = (await HubStatusAsync()).Members;
            return Running.All(country => members.Single(member => member.Member == country).Connected);
        });
    }

    internal async Task<ulong> PublishAsync(Envelope directory)
    {
        var published = await FederationCommand.PublishAsync(Files.HubFolder, directory, CancellationToken.None);
        published.InForce.ShouldBeTrue("a majority of the nodes should have cosigned the log");
        return published.LogIndex;
    }

    /// <summary>Puts a new directory in force and waits until these countries' nodes hold it.</summary>
    internal async Task PublishEverywhereAsync(Envelope directory, params string[] countries)
    {
        await PublishAsync(directory);
        var version = (await HubStatusAsync()).DirectoryVersion;
        foreach (var country in countries)
        {
            await Wait.UntilAsync("the directory is held", async () => (await NodeStatusAsync(country)).DirectoryVersion == version);
        }
    }

    internal async Task<Contracts.Hub.V1.GetStatusResponse> HubStatusAsync()
    {
        using var channel = AdminConnection.Open(Files.HubFolder);
        return await new HubAdminService.HubAdminServiceClient(channel).GetStatusAsync(new()).ResponseAsync.WaitAsync(Wait.Patience);
    }

    internal async Task<Contracts.Node.V1.GetStatusResponse> NodeStatusAsync(string country)
        => await AdminAsync(country, async admin => await admin.GetStatusAsync(new()));

    internal async Task<T> AdminAsync<T>(string country, Func<NodeAdminService.NodeAdminServiceClient, Task<T>> call)
    {
        using var channel = AdminConnection.Open(Files.NodeFolder(country));
        return await call(new NodeAdminService.NodeAdminServiceClient(channel)).WaitAsync(Wait.Patience);
    }

    internal async Task<T> KeysAsync<T>(string country, Func<NodeKeyService.NodeKeyServiceClient, Task<T>> call)
    {
        using var channel = AdminConnection.Open(Files.NodeFolder(country));
        return await call(new NodeKeyService.NodeKeyServiceClient(channel)).WaitAsync(Wait.Patience);
    }

    /// <summary>Reads the hub's log again from its first entry; fails when anything is wrong with it.</summary>
    internal Task<LogFsckReport> VerifyLogAsync() => Task.Run(() =>
    {
        var report = HubLogCheck.Run(Files.HubFolder, null, null, CancellationToken.None);
        report.Findings.ShouldBeEmpty();
        return report;
    }).WaitAsync(Wait.Patience);

    /// <summary>What the officer in Kazakhstan is told.</summary>
    internal Task<SearchBoard> SearchAsync(SearchInput input, Action<SearchBoard>? changed = null) => SearchAsync(Officer, input, changed);

    internal static async Task<SearchBoard> SearchAsync(DemoOfficer officer, SearchInput input, Action<SearchBoard>? changed = null)
    {
        var preparation = await officer.Search.PrepareAsync(input, CancellationToken.None).WaitAsync(Wait.Patience);
        var prepared = preparation.Search.ShouldNotBeNull();
        var board = new SearchBoard(prepared.Members);
        await officer.Search.RunAsync(prepared, board, () => changed?.Invoke(board), CancellationToken.None).WaitAsync(Wait.Patience);
        return board;
    }

    /// <summary>Leaves a profile with which <c>fedhub search</c> can be run.</summary>
    internal (string Profile, string PassphraseFile) SaveProfile()
    {
        var folder = Path.Combine(Files.Root, "officer");
        var passphrase = Path.Combine(Files.Root, "officer-passphrase");
        if (!Directory.Exists(folder))
        {
            Officer.SaveProfile(folder, new OfficerProfile(Files.GatewayOf("KAZ"), Files.Pki.CaFile), "tests only");
            File.WriteAllText(passphrase, "tests only\n");
            File.SetUnixFileMode(passphrase, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return (folder, passphrase);
    }
}
