using System.Globalization;
using System.Net;
using System.Text.Json;
using FedHub.Cli;
using FedHub.Cli.Demo.Setup;
using FedHub.Cli.NodeAdmin.Import;
using FedHub.Cli.Rpc;
using FedHub.Contracts.Node.V1;
using FedHub.Federation.Tests.Support;
using FedHub.Node.Configuration;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Federation.Tests;

/// <summary>A running node killed with SIGKILL while it takes a file in: what it had counted is there, and the next import goes on behind it.</summary>
public sealed class NodeImportKillTests : IDisposable
{
    private const int BatchSize = 50;
    private const int Lines = 2_600;

    /// <summary>An import sends the file in pieces of this size; after each piece the source stands still, so that a kill surely comes before the end.</summary>
    private const int Piece = ProtocolLimits.FileChunkBytes;

    private readonly string _root = Directory.CreateTempSubdirectory("fedhub-import-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Node_KilledWhileItImports_LosesNothingAndTheNextImportGoesOn()
    {
        var data = await NewNodeAsync();
        var file = Path.Combine(_root, "persons.csv");
        await File.WriteAllTextAsync(file, "record_id,full_name,date_of_birth,category,remark\n" + string.Concat(Enumerable.Range(1, Lines).Select(Line)));
        var mapping = Path.Combine(_root, "persons.yaml");
        await File.WriteAllTextAsync(
            mapping, "version: 1\ncolumns: { record_id: record_id, full_name: full_name, date_of_birth: date_of_birth, category: category }\n");
        var order = new NodeImportOrder { Mapping = await File.ReadAllTextAsync(mapping) };

        long durable = 0;
        var pieces = 0;
        foreach (var further in (int[])[1, 3 * BatchSize, 1])
        {
            await using var node = await StartAsync(data);
            using var channel = AdminConnection.Open(data);
            await using var feed = new FileFeed(new HeldFile(file, ++pieces * Piece));
            var importing = NodeImport.ThroughNodeAsync(channel, feed, order, progress: null, CancellationToken.None);
            durable = await SeeAsync(data, durable + further);
            await node.KillAsync();

            (await Should.ThrowAsync<FedHubException>(importing.WaitAsync(Wait.Patience))).Message.ShouldContain("run the import again");
        }

        await using var last = await StartAsync(data);
        await using var whole = await CliProcess.RunAsync("node", "import", "--data", data, "--in", file, "--mapping", mapping, "--json");
        whole.ExitCode.ShouldBe((int)ExitCode.Ok, whole.Error);
        using var json = JsonDocument.Parse(whole.Output);
        long Count(string name) => json.RootElement.GetProperty(name).GetInt64();
        Count("passedOver").ShouldBeGreaterThanOrEqualTo(durable);
        (Count("passedOver") % BatchSize, Count("unchanged"), Count("passedOver") + Count("added")).ShouldBe((0, 0, Lines));
        (await RecordCountAsync(data)).ShouldBe(Lines);
    }

    /// <summary>A person, and a remark that nobody maps: it makes the file long and costs the node nothing.</summary>
    private static string Line(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"R{number},Name{(char)('a' + (number % 26))}{(char)('a' + (number / 26 % 26))} Given,{1950 + (number % 50)}-01-{1 + (number % 28):D2},suspect,{new string('.', 400)}\n");

    private async Task<string> NewNodeAsync()
    {
        var setup = new FederationSetup(_root, TimeProvider.System);
        setup.Begin(["KAZ"]);
        await setup.InitNodeAsync("KAZ", "Kazakhstan", new Uri("https://localhost:1"), new IPEndPoint(IPAddress.Loopback, 0), CancellationToken.None);
        var folder = setup.NodeFolder("KAZ");
        var configuration = Path.Combine(folder, "node.json");
        var json = await File.ReadAllTextAsync(configuration);
        await File.WriteAllTextAsync(configuration, json.Replace("\"batchSize\": 500", $"\"batchSize\": {BatchSize}", StringComparison.Ordinal));
        NodeConfiguration.Load(new NodeDirectoryLayout(folder)).Import.BatchSize.ShouldBe(BatchSize);
        return folder;
    }

    private static async Task<CliProcess> StartAsync(string data)
    {
        var node = CliProcess.Start("node", "run", "--data", data, "--stop-when-input-ends");
        await Wait.UntilAsync("the node listens", async () => await AdminConnection.IsRunningAsync(data, CancellationToken.None));
        return node;
    }

    /// <summary>How many records there are, as soon as there are so many. Asked without a pause, so that the kill comes while the rest of the piece is taken in.</summary>
    private static async Task<long> SeeAsync(string data, long count)
    {
        using var timeout = new CancellationTokenSource(Wait.Patience);
        long seen;
        while ((seen = await RecordCountAsync(data)) < count)
        {
            timeout.Token.ThrowIfCancellationRequested();
        }

        return seen;
    }

    private static async Task<long> RecordCountAsync(string data)
    {
        using var channel = AdminConnection.Open(data);
        var status = await new NodeAdminService.NodeAdminServiceClient(channel).GetStatusAsync(new GetStatusRequest()).ResponseAsync.WaitAsync(Wait.Patience);
        return status.Collections.Sum(collection => (long)collection.RecordCount);
    }
}
