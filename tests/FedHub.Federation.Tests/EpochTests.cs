using System.Text;
using FedHub.Cli.Demo.People;
using FedHub.Cli.Demo.Setup;
using FedHub.Cli.NodeAdmin.Import;
using FedHub.Cli.Rpc;
using FedHub.Federation.Tests.Support;
using FedHub.Hub;
using FedHub.Node;

namespace FedHub.Federation.Tests;

/// <summary>Owners move from epoch to epoch, and filters get lost; an asker that is behind must not read that as a no-hit.</summary>
[Collection(SharedFederation.Name)]
public sealed class EpochTests(LiveFederation federation)
{
    [Fact]
    public async Task Owner_StartsANewEpoch_IsFoundBeforeDuringAndAfter()
    {
        var starting = StartEpochAsync("UZB");
        for (var i = 0; i < 5; i++)
        {
            Searches.Summary(await federation.SearchAsync(Searches.Shared)).ShouldBe("KGZ HIT A; UZB HIT A");
        }

        await starting;
        Searches.Summary(await federation.SearchAsync(Searches.Shared)).ShouldBe("KGZ HIT A; UZB HIT A");
        await federation.WaitReadyAsync();
        Searches.Summary(await federation.SearchAsync(Searches.Shared)).ShouldBe("KGZ HIT A; UZB HIT A");
    }

    [Fact]
    public async Task Record_ImportedIntoARunningNode_IsFoundWithTheNextEpoch()
    {
        var person = new DemoPerson { RecordId = "UZB-LATE-1", FullName = "Yusupova Malika", Passport = "UZB:FA1239876", Category = DemoCategories.Suspect };
        await using var csv = new MemoryStream(Encoding.UTF8.GetBytes(PersonCsv.Write([person])));

        using var node = AdminConnection.Open(federation.Files.NodeFolder("UZB"));
        var report = await NodeImport.ThroughNodeAsync(
            node, csv, TestPolicies.MappingFor("UZB"), dryRun: false, progress: null, CancellationToken.None);
        await StartEpochAsync("UZB");

        report.Counts.Added.ShouldBe(1);
        await Wait.UntilAsync(
            "the new record is found",
            async () => Searches.Summary(await federation.SearchAsync(Searches.Passport("UZB:FA1239876"))) == "KGZ NO_HIT; UZB HIT A");
    }

    [Fact]
    public async Task Filter_ThatTheHubCannotServe_IsFilterUnavailableUntilThereIsAnother()
    {
        var folder = new HubDirectoryLayout(federation.Files.HubFolder).FilterDirectory;
        await federation.ProcessOf("KAZ").KillAsync();
        var before = Directory.GetFiles(folder).ToHashSet(StringComparer.Ordinal);
        await StartEpochAsync("UZB");
        var lost = Directory.GetFiles(folder).Except(before, StringComparer.Ordinal).ToList();
        lost.ForEach(File.Delete);
        federation.Start("KAZ");
        await Wait.UntilAsync("the asker is back", async () =>
            (await federation.HubStatusAsync()).Members.Single(member => member.Member == "KAZ").Connected
            && (await federation.NodeStatusAsync("KAZ")).HeldFilterCount >= 6);
        await Wait.UntilAsync("the asker knows the newest manifests", () => federation.ErrorsOf("KAZ").Contains("could not be had", StringComparison.Ordinal));

        var board = await federation.SearchAsync(Searches.Shared);
        await StartEpochAsync("UZB");
        await federation.RestoreAsync();

        lost.ShouldNotBeEmpty();
        Searches.Summary(board).ShouldBe("KGZ HIT A; UZB FILTER_UNAVAILABLE");
        board.NotFinal.ShouldBe(["UZB"]);
        await Wait.UntilAsync(
            "the next filter was fetched",
            async () => Searches.Summary(await federation.SearchAsync(Searches.Shared)) == "KGZ HIT A; UZB HIT A");
    }

    [Fact]
    public async Task Owner_RestoredFromAnOldBackup_GoesOnAboveEveryNumberThatItHasUsed()
    {
        var folder = federation.Files.NodeFolder("TJK");
        var search = Searches.Shared with { To = ["KGZ", "TJK"] };
        await RunTajikNodeAsync(() => Task.CompletedTask);
        Copy(folder, folder + "-backup");
        var used = 0u;
        await RunTajikNodeAsync(async () =>
        {
            await StartEpochAsync("TJK");
            await StartEpochAsync("TJK");
            used = (await federation.NodeStatusAsync("TJK")).Slots.Max(slot => slot.Epoch);
            await Wait.UntilAsync(
                "the asker holds the new epoch", async () => Searches.Summary(await federation.SearchAsync(search)) == "KGZ HIT A; TJK HIT A");
        });

        Directory.Delete(folder, recursive: true);
        Directory.Move(folder + "-backup", folder);
        await RunTajikNodeAsync(async () =>
        {
            // Nobody does anything: the node asks the hub which numbers it has used, and never shows a no-hit meanwhile.
            await Wait.UntilAsync("it answers again", async () =>
            {
                var summary = Searches.Summary(await federation.SearchAsync(search));
                summary.ShouldNotContain("TJK NO_HIT");
                return summary == "KGZ HIT A; TJK HIT A";
            });
            (await federation.NodeStatusAsync("TJK")).Slots.ShouldAllBe(slot => slot.Epoch > used);
        });
    }

    [Fact]
    public async Task Epoch_EndedBecauseItsKeyWasStolen_IsFollowedByOneThatIsFound()
    {
        var status = await federation.NodeStatusAsync("UZB");
        var slot = status.Slots.First(slot => slot.Slot.Collection == "persons" && slot.Slot.IdentifierClass == Contracts.Common.V1.IdentifierClass.Document);

        var ended = await federation.KeysAsync("UZB", async keys => await keys.EndEpochAsync(new() { Slot = slot.Slot, Reason = Contracts.Node.V1.EpochEndReason.KeyTheft }));

        ended.Ended.ShouldContain(slot.Epoch);
        ended.Next.ShouldBeGreaterThan(slot.Epoch);
        await Wait.UntilAsync("it is found under the next key", async () =>
        {
            var summary = Searches.Summary(await federation.SearchAsync(Searches.Shared));
            summary.ShouldNotContain("UZB NO_HIT");
            return summary == "KGZ HIT A; UZB HIT A";
        });
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var directory in Directory.GetDirectories(from))
        {
            Copy(directory, Path.Combine(to, Path.GetFileName(directory)));
        }

        foreach (var file in Directory.GetFiles(from).Where(file => Path.GetExtension(file) is not ".sock"))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    /// <summary>Runs the node of Tajikistan in this process while something is done, connected and with everybody's filters.</summary>
    private async Task RunTajikNodeAsync(Func<Task> work)
    {
        await using var node = NodeHost.Create(federation.Files.ConfigurationOf("TJK"));
        await node.StartAsync(CancellationToken.None).WaitAsync(Wait.Patience);
        var folders = LiveFederation.Running.Append("TJK").Select(federation.Files.NodeFolder).ToList();
        await new FederationReadiness(TimeProvider.System).WaitForNodesAsync(folders, CancellationToken.None).WaitAsync(Wait.Patience);
        await work();
    }

    /// <summary>Starts it and waits until the hub has logged the new manifests.</summary>
    private async Task StartEpochAsync(string country)
    {
        var before = (await federation.NodeStatusAsync(country)).Slots.ToDictionary(slot => slot.Slot, slot => slot.Epoch);
        await federation.AdminAsync(country, async admin => await admin.StartEpochAsync(new()));
        await Wait.UntilAsync("the new epoch is published", async () =>
            (await federation.NodeStatusAsync(country)).Slots.All(slot => slot.Epoch > before[slot.Slot] && slot.PublishedAtMs > 0));
    }
}
