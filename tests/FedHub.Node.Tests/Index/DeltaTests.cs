using FedHub.Cryptography.Match;
using FedHub.Node.Configuration;
using FedHub.Node.Index;
using FedHub.Node.Records;
using FedHub.Node.Tests.Storage;

namespace FedHub.Node.Tests.Index;

public sealed class DeltaTests
{
    private static readonly SlotId _documents = TestNode.Slot("KAZ/persons/document");
    private static readonly EpochNumber _first = new(1);

    [Fact]
    public async Task BuildDelta_RecordImportedSince_IsFoundInThePaddedDelta()
    {
        await using var node = await StartAsync("R1,,,KAZ:N1000001,,,suspect\n");
        await node.ImportAsync("R2,,,KAZ:N1000002,,,suspect\n");
        var material = node.AskDocument(_documents, _first, 2);
        node.Look(_documents, _first, material.Tag).ShouldBeEmpty();

        // persons has six slots; the other collections have nothing new.
        (await node.Epochs.BuildDeltaAsync(TestNode.Patience)).ShouldBe(6);
        (await node.Epochs.BuildDeltaAsync(TestNode.Patience)).ShouldBe(0);

        node.Look(_documents, _first, material.Tag).Count.ShouldBe(1);
        node.Epochs.Lookup.LookupTag(_documents, _first, material.Tag)!.Standing.ShouldBe(TagStanding.Current);
        var manifest = node.Epochs.PublishedManifests.First(manifest => manifest.Slot == _documents);
        (manifest.Revision, manifest.PublishedAt).ShouldBe((2u, null));
        manifest.Files.Select(file => (file.Number, file.EntryCount)).ShouldBe([(0u, 1024L), (1u, 1024L)]);
    }

    [Fact]
    public async Task BuildDelta_SameKeyAsAnEarlierRecord_GetsTheNextPlace()
    {
        await using var node = await StartAsync("R1,,,KAZ:N1000001,,,suspect\n");
        await node.ImportAsync("R2,,,KAZ:N1000001,,,suspect\n");
        await node.Epochs.BuildDeltaAsync(TestNode.Patience);

        var hits = Enumerable.Range(0, 3).Select(i => node.Epochs.Lookup.LookupTag(_documents, _first, node.AskDocument(_documents, _first, 1, i).Tag)).ToList();

        hits[0]!.RecordRowId.ShouldNotBe(hits[1]!.RecordRowId);
        hits[2].ShouldBeNull();
    }

    [Fact]
    public async Task BuildDelta_ChangedRecord_KeepsItsKeysAndLosesTheOldOne()
    {
        await using var node = await StartAsync("R1,,,KAZ:N1000001;KAZ:N1000002,,,suspect\n");
        await node.ImportAsync("R1,,,KAZ:N1000002;KAZ:N1000003,,,suspect\n");
        await node.Epochs.BuildDeltaAsync(TestNode.Patience);

        Standing(1).ShouldBe(TagStanding.KeyRemoved);
        Standing(2).ShouldBe(TagStanding.Current);
        Standing(3).ShouldBe(TagStanding.Current);

        TagStanding? Standing(int value) => node.Epochs.Lookup.LookupTag(_documents, _first, node.AskDocument(_documents, _first, value).Tag)?.Standing;
    }

    [Fact]
    public async Task LookupTag_WithdrawnOrMovedRecord_SaysSo()
    {
        await using var node = await StartAsync("R1,,,KAZ:N1000001,,,suspect\nR2,,,KAZ:N1000002,,,suspect\n");
        await node.ImportAsync("R2,,,KAZ:N1000002,,,victim\n");
        (await new RecordRemoval(node.Database, node.Keys).WithdrawAsync("R1", TestNode.Patience)).ShouldBeTrue();
        (await new RecordRemoval(node.Database, node.Keys).WithdrawAsync("R1", TestNode.Patience)).ShouldBeFalse();

        foreach (var value in (int[])[1, 2])
        {
            node.Epochs.Lookup.LookupTag(_documents, _first, node.AskDocument(_documents, _first, value).Tag)!.Standing.ShouldBe(TagStanding.Withdrawn);
        }
    }

    [Fact]
    public async Task BuildDelta_MoreThanFits_WaitsForTheNext()
    {
        await using var node = await StartAsync("", new EpochSettings { DeltaMinutes = 60 });
        await node.ImportAsync(string.Concat(Enumerable.Range(0, 450).Select(i => $"R{i},,,{TestNode.Document(i)},,,suspect\n")));

        (await node.Epochs.BuildDeltaAsync(TestNode.Patience)).ShouldBe(0);
        var waiting = node.Epochs.Slots.First(slot => slot.Slot == _documents);
        (waiting.WaitingRecordCount, waiting.SearchableFrom).ShouldBe((450, node.Time.Now + TimeSpan.FromHours(1)));

        node.Time.Now += TimeSpan.FromHours(1);
        (await node.Epochs.BuildDeltaAsync(TestNode.Patience)).ShouldBe(12);

        node.Epochs.Slots.First(slot => slot.Slot == _documents).WaitingRecordCount.ShouldBeInRange(1, 449);
        (await node.Epochs.BuildDeltaAsync(TestNode.Patience)).ShouldBe(0);
        for (var hour = 0; hour < 2; hour++)
        {
            node.Time.Now += TimeSpan.FromHours(1);
            await node.Epochs.BuildDeltaAsync(TestNode.Patience);
        }

        node.Epochs.Slots.First(slot => slot.Slot == _documents).WaitingRecordCount.ShouldBe(0);
        Enumerable.Range(0, 450).ShouldAllBe(i => node.Epochs.Lookup.LookupTag(_documents, _first, node.AskDocument(_documents, _first, i, 0).Tag) != null);
    }

    [Fact]
    public async Task BuildDelta_OnTheClock_ComesWhetherOrNotAnythingDid()
    {
        await using var node = await StartAsync("", new EpochSettings { DeltaMinutes = 60 });
        node.Time.Now += TimeSpan.FromMinutes(150);

        (await node.Epochs.BuildDeltaAsync(TestNode.Patience)).ShouldBe(12);
        node.Time.Now += TimeSpan.FromMinutes(29);
        (await node.Epochs.BuildDeltaAsync(TestNode.Patience)).ShouldBe(0);
        node.Time.Now += TimeSpan.FromMinutes(1);
        (await node.Epochs.BuildDeltaAsync(TestNode.Patience)).ShouldBe(12);
    }

    private static async Task<TestNode> StartAsync(string lines, EpochSettings? epoch = null)
    {
        var node = await TestNode.CreateAsync(epoch);
        await node.ImportAsync(lines);
        await node.Epochs.EnsureCurrentAsync(TestNode.Patience);
        await node.PublishAsync();
        return node;
    }
}
