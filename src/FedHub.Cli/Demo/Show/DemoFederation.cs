using System.Net;
using System.Text;
using FedHub.Cli.Demo.Cast;
using FedHub.Cli.Demo.People;
using FedHub.Cli.Demo.Setup;
using FedHub.Cli.Federation;
using FedHub.Cli.NodeAdmin.Import;

namespace FedHub.Cli.Demo.Show;

/// <summary>The demonstration's federation: a hub and five nodes, each a process of its own, on the loopback interface.</summary>
internal sealed class DemoFederation : IAsyncDisposable
{
    private readonly string _root;
    private readonly CliServices _services;
    private readonly FederationSetup _setup;
    private readonly Dictionary<string, HostProcess> _processes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IPEndPoint> _gateways = new(StringComparer.Ordinal);

    public DemoFederation(string root, CliServices services)
    {
        _root = root;
        _services = services;
        _setup = new FederationSetup(root, services.Time);
    }

    public string HubFolder => _setup.HubFolder;

    /// <summary>Where a copy of the hub's database may go.</summary>
    public string CopyFolder => Path.Combine(_root, "changed-copy");

    public string CaFile => _setup.CaFile;

    public string PolicyFile => _setup.PolicyFile;

    public string NodeFolder(string country) => _setup.NodeFolder(country);

    public Uri GatewayOf(string country) => new($"https://{_gateways[country]}");

    /// <summary>Invents the records, sets everything up, starts it, and returns when all nodes can answer.</summary>
    public async Task StartAsync(string seed, int peopleEach, CancellationToken cancellationToken)
    {
        var countries = CountryProfile.All;
        var ports = FreePort.Take(countries.Count + 1);
        _services.Terminal.Say("Making certificates, keys and data folders in " + _root);
        _setup.Begin([.. countries.Select(country => country.Code)]);
        _setup.InitHub(ports[0]);
        _processes.Add("hub", HostProcess.Start(["hub", "run", "--data", _setup.HubFolder], LogFile("hub")));
        for (var i = 0; i < countries.Count; i++)
        {
            _gateways.Add(countries[i].Code, ports[i + 1]);
            await InitNodeAsync(countries[i], new Uri($"https://{ports[0]}"), ports[i + 1], seed, peopleEach, cancellationToken);
        }

        var readiness = new FederationReadiness(_services.Time);
        await readiness.WaitForListenerAsync(_setup.HubFolder, cancellationToken);
        await FederationCommand.PublishAsync(_setup.HubFolder, _setup.SignDirectory(), cancellationToken);
        foreach (var country in countries)
        {
            _processes.Add(country.Code, HostProcess.Start(["node", "run", "--data", NodeFolder(country.Code)], LogFile(country.Code)));
        }

        _services.Terminal.Say("Started a hub and five nodes; waiting until they hold each other's filters ...");
        await readiness.WaitForNodesAsync([.. countries.Select(country => NodeFolder(country.Code))], cancellationToken);
    }

    public Task<DemoOfficer> EnrolOfficerAsync(string country, CancellationToken cancellationToken)
        => DemoOfficer.EnrolAsync(GatewayOf(country), CaFile, NodeFolder(country), _services.Time, cancellationToken);

    /// <summary>Stops one country's node.</summary>
    public Task StopNodeAsync(string country) => _processes[country].StopAsync();

    public async ValueTask DisposeAsync()
    {
        // Nodes first: a hub that goes first would make each of them log its loss.
        await Task.WhenAll(_processes.Where(process => process.Key is not "hub").Select(process => process.Value.DisposeAsync().AsTask()));
        if (_processes.TryGetValue("hub", out var hub))
        {
            await hub.DisposeAsync();
        }
    }

    private async Task InitNodeAsync(CountryProfile country, Uri hub, IPEndPoint gateway, string seed, int peopleEach, CancellationToken cancellationToken)
    {
        await _setup.InitNodeAsync(country.Code, country.DisplayName, hub, gateway, cancellationToken);
        var people = new PersonGenerator(seed).People(country, peopleEach).Concat(DemoCast.In(country.Code));
        var csv = PersonCsv.Write(people);
        // Kept beside the node, so that whoever plays with the demonstration can see what is in it.
        await File.WriteAllTextAsync(Path.Combine(_root, country.Code + ".csv"), csv, cancellationToken);
        await using var stream = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var report = await NodeImport.IntoStoreAsync(
            NodeFolder(country.Code), stream, DemoMapping.WithObjects(country.Code), dryRun: false, progress: null, _services.Time, cancellationToken);
        if (report.Stopped is not null || report.Counts.Rejected > 0)
        {
            throw new CliFailureException(ExitCode.Refused, "The invented records were not taken", report.Stopped ?? report.Findings.FirstOrDefault(finding => finding.Rejected)?.Reason);
        }

        _services.Terminal.Say(FormattableString.Invariant($"{country.Code}: imported {report.Counts.LinesRead} invented records, {report.Counts.KeyCount} search keys"));
    }

    private string LogFile(string name) => Path.Combine(_root, name + ".log");
}
