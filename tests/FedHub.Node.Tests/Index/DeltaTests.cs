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
        await using var node = await StartAsync("R1,,,KAZ:N1,,,suspect\n");
        await node.ImportAsync("R2,,,KAZ:N2,,,suspect\n");
        var material = node.Ask(_documents, _first, "doc.any", "ZZZ:N2");
        node.Look(_documents, _first, material.Tag).ShouldBeEmpty();

        // persons has six slots; the other collections have nothing new.
        (await node.Epochs.BuildDeltaAsync(TestNode.Patience)).ShouldBe(6);
        (await node.Epochs.BuildDeltaAsync(TestNode.Patience)).ShouldBe(0);

        node.Look(_documents, _first, material.Tag).Count.ShouldBe(1);
        node.Epochs.LookupTag(_documents, _first, material.Tag)!.Standing.ShouldBe(TagStanding.Current);
        var manifest = node.Epochs.PublishedManifests.First(manifest => manifest.Slot == _documents);
        (manifest.Revision, manifest.PublishedAt).ShouldBe((2u, null));
        manifest.Files.Select(file => (file.Number, file.EntryCount)).ShouldBe([(0u, 1024L), (1u, 1024L)]);
    }

    [Fact]
    public async Task BuildDelta_SameKeyAsAnEarlierRecord_GetsTheNextPlace()
    {
        await using var node = await StartAsync("R1,,,KAZ:N1,,,suspect\n");
        await node.ImportAsync("R2,,,KAZ:N1,,,suspect\n");
        await node.Epochs.BuildDeltaAsync(TestNode.Patience);

        var hits = Enumerable.Range(0, 3).Select(i => node.Epochs.LookupTag(_documents, _first, node.Ask(_documents, _first, "doc.any", "ZZZ:N1", i).Tag)).ToList();

        hits[0]!.RecordRowId.ShouldNotBe(hits[1]!.RecordRowId);
        hits[2].ShouldBeNull();
    }

    [Fact]
    public async Task BuildDelta_ChangedRecord_KeepsItsKeysAndLosesTheOldOne()
    {
        await using var node = await StartAsync("R1,,,KAZ:N1;KAZ:N2,,,suspect\n");
        await node.ImportAsync("R1,,,KAZ:N2;KAZ:N3,,,suspect\n");
        await node.Epochs.BuildDeltaAsync(TestNode.Patience);

        Standing("ZZZ:N1").ShouldBe(TagStanding.KeyRemoved);
        Standing("ZZZ:N2").ShouldBe(TagStanding.Current);
        Standing("ZZZ:N3").ShouldBe(TagStanding.Current);

        TagStanding? Standing(string value) => node.Epochs.LookupTag(_documents, _first, node.Ask(_documents, _first, "doc.any", value).Tag)?.Standing;
    }

    [Fact]
    public async Task LookupTag_WithdrawnOrMovedRecord_SaysSo()
    {
        await using var node = await StartAsync("R1,,,KAZ:N1,,,suspect\nR2,,,KAZ:N2,,,suspect\n");
        await node.ImportAsync("R2,,,KAZ:N2,,,victim\n");
        (await new RecordRemoval(node.Database, node.Keys).WithdrawAsync("R1", TestNode.Patience)).ShouldBeTrue();
        (await new RecordRemoval(node.Database, node.Keys).WithdrawAsync("R1", TestNode.Patience)).ShouldBeFalse();

        foreach (var value in (string[])["ZZZ:N1", "ZZZ:N2"])
        {
            node.Epochs.LookupTag(_documents, _first, node.Ask(_documents, _first, "doc.any", value).Tag)!.Standing.ShouldBe(TagStanding.Withdrawn);
        }
    }

    [Fact]
    public async Task BuildDelta_MoreThanFits_WaitsForTheNext()
    {
        await using var node = await StartAsync("", new EpochSettings { DeltaMinutes = 60 });
        await node.ImportAsync(string.Concat(Enumerable.Range(0, 700).Select(i => $"R{i},,,KAZ:N{i},,,suspect\n")));

        (await node.Epochs.BuildDeltaAsync(TestNode.Patience)).ShouldBe(0);
        var waiting = node.Epochs.Slots.First(slot => slot.Slot == _documents);
        (waiting.WaitingRecordCount, waiting.SearchableFrom).ShouldBe((700, node.Time.Now + TimeSpan.FromHours(1)));

        node.Time.Now += TimeSpan.FromHours(1);
        (await node.Epochs.BuildDeltaAsync(TestNode.Patience)).ShouldBe(12);

        // Two keys a record (doc, doc.any): 512 records fill 1,024 entries.
        node.Epochs.Slots.First(slot => slot.Slot == _documents).WaitingRecordCount.ShouldBe(188);
        (await node.Epochs.BuildDeltaAsync(TestNode.Patience)).ShouldBe(0);
        node.Time.Now += TimeSpan.FromHours(1);
        await node.Epochs.BuildDeltaAsync(TestNode.Patience);
        node.Epochs.Slots.First(slot => slot.Slot == _documents).WaitingRecordCount.ShouldBe(0);
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
