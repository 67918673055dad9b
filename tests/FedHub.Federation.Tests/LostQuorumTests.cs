using FedHub.Cli.Demo.Setup;
using FedHub.Federation.Tests.Support;

namespace FedHub.Federation.Tests;

/// <summary>
/// The majority of the witnesses is lost for good, and those that are left go on as <c>docs/log-operations.md</c> says: on real processes, each step by
/// the command that it names.
/// </summary>
public sealed class LostQuorumTests : IAsyncLifetime
{
    private static readonly string[] _left = ["KAZ", "KGZ"];

    private readonly LiveFederation _federation = new();

    private string Folder => Path.Combine(_federation.Files.Root, "federation");

    public Task InitializeAsync() => _federation.InitializeAsync();

    public Task DisposeAsync() => _federation.DisposeAsync();

    [Fact]
    public async Task MajorityLost_ThoseLeftGoOnWithADirectoryThatEachTookByHand()
    {
        // Two of four: Tajikistan's node does not run in this federation.
        await _federation.ProcessOf("UZB").KillAsync();
        await RestartHubAsync();
        (await SucceedsAsync("hub", "status", "--data", _federation.Files.HubFolder)).ShouldContain("SIGNS NOTHING until a majority of the members has connected");
        (await SearchAsync()).ShouldNotContain("HIT");

        await SucceedsAsync("federation", "suspend", "--dir", Folder, "--member", "UZB");
        await SucceedsAsync("federation", "suspend", "--dir", Folder, "--member", "TJK");
        var (_, passphrase) = _federation.SaveProfile();
        var published = await SucceedsAsync(
            "federation", "publish", "--unwitnessed", "--dir", Folder, "--hub-data", _federation.Files.HubFolder, "--passphrase-file", passphrase);
        published.ShouldContain("In force at the hub");
        var version = (await _federation.HubStatusAsync()).DirectoryVersion;

        // No node takes it because the hub says so.
        await RestartHubAsync();
        await Wait.UntilAsync("a node was offered it", async () => (await NodeStatusTextAsync("KAZ")).Contains(FormattableString.Invariant($"REFUSED: version {version}")));
        foreach (var country in _left)
        {
            await _federation.ProcessOf(country).KillAsync();
            await SucceedsAsync(
                "node", "directory", "accept", "--data", _federation.Files.NodeFolder(country), "--in", Path.Combine(Folder, FormattableString.Invariant($"directory-{version}.json")));
            _federation.Start(country);
        }

        await new FederationReadiness(TimeProvider.System)
            .WaitForNodesAsync([.. _left.Select(_federation.Files.NodeFolder)], CancellationToken.None).WaitAsync(Wait.Patience);
        await Wait.UntilAsync("the asker's node and the owner's answer again", async () => await SearchAsync() == "KGZ HIT A");
        (await SucceedsAsync("hub", "status", "--data", _federation.Files.HubFolder)).ShouldContain("UNWITNESSED: fewer than three members");
        await _federation.VerifyLogAsync();
    }

    private static async Task<string> SucceedsAsync(params string[] arguments)
    {
        await using var command = await CliProcess.RunAsync(arguments);
        command.ExitCode.ShouldBe(0, command.Output + command.Error);
        return command.Output + command.Error;
    }

    private async Task<string> NodeStatusTextAsync(string country)
    {
        await using var status = await CliProcess.RunAsync("node", "status", "--data", _federation.Files.NodeFolder(country));
        return status.Output;
    }

    private async Task<string> SearchAsync() => Searches.Summary(await _federation.SearchAsync(Searches.Shared with { To = ["KGZ"] }));

    private async Task RestartHubAsync()
    {
        await _federation.ProcessOf("hub").KillAsync();
        _federation.Start("hub");
        await Wait.UntilAsync("those left are connected", async () =>
        {
            await new FederationReadiness(TimeProvider.System).WaitForListenerAsync(_federation.Files.HubFolder, CancellationToken.None);
            return (await _federation.HubStatusAsync()).Members.Where(member => _left.Contains(member.Member)).All(member => member.Connected);
        });
    }
}
