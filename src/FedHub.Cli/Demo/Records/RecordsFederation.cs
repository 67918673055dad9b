using System.Net;
using FedHub.Cli.Demo.Setup;
using FedHub.Cli.Federation;
using FedHub.Cli.NodeAdmin.Import;
using FedHub.Cli.Rpc;
using FedHub.Cli.Terminal;
using FedHub.Contracts.Hub.V1;
using FedHub.Hub;
using FedHub.Node;
using FedHub.Node.Configuration;
using FedHub.Node.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedHub.Cli.Demo.Records;

/// <summary>A federation in this process, over real mutual TLS on the loopback interface, with the records of a folder.</summary>
internal sealed class RecordsFederation : IAsyncDisposable
{
    private readonly CliTerminal _terminal;
    private readonly TimeProvider _time;
    private readonly FederationSetup _setup;
    private readonly SortedDictionary<string, NodeHost> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DemoOfficer> _officers = new(StringComparer.Ordinal);
    private HubHost? _hub;

    private RecordsFederation(FederationSetup setup, CliTerminal terminal, TimeProvider time)
    {
        _setup = setup;
        _terminal = terminal;
        _time = time;
    }

    /// <summary>Members, sorted.</summary>
    public IReadOnlyCollection<string> Countries => _nodes.Keys;

    /// <summary>Sets up and starts everything; returns when every node holds the others' filters.</summary>
    /// <param name="root">Empty folder for all files.</param>
    /// <param name="files">Path of each country's CSV; null for a node without records.</param>
    /// <param name="origins">Countries that get an officer.</param>
    /// <param name="columns">Which optional columns any file has, of records or queries.</param>
    /// <param name="budget">Daily limit of every budget.</param>
    /// <param name="services">Terminal and clock.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public static async Task<RecordsFederation> StartAsync(
        string root, IReadOnlyDictionary<string, string?> files, IReadOnlyCollection<string> origins, ObjectColumns columns, ulong budget, CliServices services,
        CancellationToken cancellationToken)
    {
        var federation = new RecordsFederation(new FederationSetup(root, services.Time, RecordsPolicies.Files(columns)), services.Terminal, services.Time);
        try
        {
            await federation.StartHubAsync(files.Keys, cancellationToken);
            await federation.InitNodesAsync(files, cancellationToken);
            await federation.StartNodesAsync(budget, cancellationToken);
            await federation.EnrolAsync(origins, cancellationToken);
            return federation;
        }
        catch
        {
            await federation.DisposeAsync();
            throw;
        }
    }

    public DemoOfficer OfficerOf(string country) => _officers[country];

    /// <summary>The owner's own id of a record that it disclosed under this handle; null when it knows no such handle.</summary>
    public Task<string?> RecordIdOfAsync(string country, string handle, CancellationToken cancellationToken)
        => _nodes[country].RecordIdOfAsync(Convert.FromHexString(handle), cancellationToken);

    /// <summary>Size and root of the hub's log, as published.</summary>
    public async Task<(ulong Size, string Root)> LogAsync(CancellationToken cancellationToken)
    {
        using var channel = AdminConnection.Open(_setup.HubFolder);
        var status = await new HubAdminService.HubAdminServiceClient(channel).GetStatusAsync(new GetStatusRequest(), cancellationToken: cancellationToken);
        return (status.Log.PublishedSize, Convert.ToHexStringLower(status.LogRoot.Span));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var officer in _officers.Values)
        {
            officer.Dispose();
        }

        await Task.WhenAll(_nodes.Values.Select(node => node.DisposeAsync().AsTask()));
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }
    }

    private async Task StartHubAsync(IEnumerable<string> countries, CancellationToken cancellationToken)
    {
        _setup.Begin([.. countries]);
        _setup.InitHub(new IPEndPoint(IPAddress.Loopback, 0));
        _hub = HubHost.Create(HubConfiguration.Load(_setup.HubFolder), NullLoggerFactory.Instance, _time);
        await _hub.StartAsync(cancellationToken);
    }

    private async Task InitNodesAsync(IReadOnlyDictionary<string, string?> files, CancellationToken cancellationToken)
    {
        var hub = new Uri(FormattableString.Invariant($"https://127.0.0.1:{_hub!.Port}"));
        foreach (var (country, file) in files)
        {
            await _setup.InitNodeAsync(country, country, hub, new IPEndPoint(IPAddress.Loopback, 0), cancellationToken);
            if (file is not null)
            {
                await ImportAsync(country, file, cancellationToken);
            }
        }

        await FederationCommand.PublishAsync(_setup.HubFolder, _setup.SignDirectory(), cancellationToken);
    }

    private async Task ImportAsync(string country, string file, CancellationToken cancellationToken)
    {
        await using var csv = File.OpenRead(file);
        var report = await NodeImport.IntoStoreAsync(
            _setup.NodeFolder(country), csv, RecordsPolicies.MappingFor(country, ObjectColumns.Of(file)), dryRun: false, progress: null, _time, cancellationToken);
        _terminal.Say(FormattableString.Invariant(
            $"{country}: {report.Counts.LinesRead} records read, {report.Counts.Rejected} not taken, {report.Counts.Warned} with warnings, {report.Counts.KeyCount} search keys"));
        foreach (var finding in report.Findings.Where(finding => finding.Rejected))
        {
            _terminal.Say(FormattableString.Invariant($"{country}: line {finding.Line}: NOT TAKEN: {finding.Column}: {finding.Reason}"));
        }

        if (report.Stopped is { } stopped)
        {
            throw CliFailureException.Usage($"The file of {country} could not be read on: {stopped}");
        }
    }

    private async Task StartNodesAsync(ulong budget, CancellationToken cancellationToken)
    {
        _terminal.Say("Every node's policy lets every purpose ask, for this run alone; victims, witnesses and missing persons are referred, never listed.");
        _terminal.Say(FormattableString.Invariant($"Raising every daily budget to {budget} for this file; real nodes keep the protocol's limits."));
        await FederationBudgets.RaiseAsync(_setup.HubFolder, budget, cancellationToken);
        var folders = new List<string>();
        foreach (var folder in Directory.GetDirectories(Path.GetDirectoryName(_setup.HubFolder)!).Where(folder => File.Exists(Path.Combine(folder, "node.json"))))
        {
            var configuration = NodeConfiguration.Load(new NodeDirectoryLayout(folder));
            var node = NodeHost.Create(configuration, _time);
            _nodes.Add(configuration.Member.ToString(), node);
            await node.StartAsync(cancellationToken);
            await FederationBudgets.RaiseAsync(folder, budget, cancellationToken);
            folders.Add(folder);
        }

        _terminal.Say("Waiting until every node holds the others' filters ...");
        await new FederationReadiness(_time).WaitForNodesAsync(folders, cancellationToken);
    }

    private async Task EnrolAsync(IEnumerable<string> origins, CancellationToken cancellationToken)
    {
        foreach (var origin in origins)
        {
            var gateway = new Uri(FormattableString.Invariant($"https://127.0.0.1:{_nodes[origin].GatewayEndpoint.Port}"));
            _officers.Add(origin, await DemoOfficer.EnrolAsync(gateway, _setup.CaFile, _setup.NodeFolder(origin), _time, cancellationToken));
        }
    }
}
