using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Index;
using FedHub.Node.Statements;
using FedHub.Node.Storage;
using FedHub.Node.Tests.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Index;

/// <summary>Epochs that end before their time: a stolen key, and a node that was restored from a backup.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class EpochEndTests
{
    private static readonly SlotId _documents = TestNode.Slot("KAZ/persons/document");
    private static readonly SlotId _phones = TestNode.Slot("KAZ/persons/phone");

    [Fact]
    public async Task EndNow_StolenKey_WipesItAtOnceAndTheNextEpochFollows()
    {
        await using var node = await StartAsync();
        var file = node.Epochs.PublishedManifests.Single(manifest => manifest.Slot == _documents).Files.Single().Path;
        node.Epochs.Lookup.TryGetEvaluationKey(_documents, new EpochNumber(1), node.Time.Now, out var stolen).ShouldBeTrue();

        var ended = await node.Epochs.EndNowAsync(
            _documents, (connection, epochs) => StatementTable.Add(connection, StatementPayloads.EpochEnded(_documents, epochs, EpochEnd.KeyTheft, node.Time.Now)), TestNode.Patience);

        ended.Ended.ShouldBe([new EpochNumber(1)]);
        ended.Next.ShouldBe(new EpochNumber(2));
        node.Epochs.Lookup.IsLive(_documents, new EpochNumber(1), node.Time.Now).ShouldBeFalse();
        Should.Throw<ObjectDisposedException>(() => Evaluate(stolen!));
        File.Exists(file).ShouldBeFalse();
        SeedsOf(node, _documents).ShouldBe(1);
        node.Epochs.Lookup.IsLive(_phones, new EpochNumber(1), node.Time.Now).ShouldBeTrue("other slots keep their epochs");
        node.Database.Read(connection => connection.Number("SELECT count(*) FROM statement_outbox")).ShouldBe(1);

        // Until the hub has the new manifest there is nothing to answer under: a refusal, never a no-hit.
        node.Epochs.Lookup.TryGetEvaluationKey(_documents, new EpochNumber(1), node.Time.Now, out _).ShouldBeFalse();
        await node.PublishAsync();
        node.Epochs.Lookup.TryGetEvaluationKey(_documents, new EpochNumber(1), node.Time.Now, out var next).ShouldBeTrue();
        next!.Epoch.ShouldBe(new EpochNumber(2));
    }

    [Fact]
    public async Task EndNow_KilledBeforeTheNextEpoch_TheNextRoundMakesIt()
    {
        await using var node = await StartAsync();
        using var killed = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => node.Epochs.EndNowAsync(_documents, (_, _) => killed.Cancel(), killed.Token));
        SeedsOf(node, _documents).ShouldBe(0, "the stolen key is wiped, whatever comes after");

        await node.ReopenAsync();
        (await node.Epochs.EnsureCurrentAsync(TestNode.Patience)).ShouldBeTrue();

        node.Epochs.PublishedManifests.Single(manifest => manifest.Slot == _documents).Epoch.ShouldBe(new EpochNumber(2));
    }

    [Fact]
    public async Task EndNow_UnknownSlot_IsRefused()
    {
        await using var node = await StartAsync();

        var refused = await Should.ThrowAsync<FedHubException>(() => node.Epochs.EndNowAsync(TestNode.Slot("UZB/persons/document"), (_, _) => { }, TestNode.Patience));

        refused.Refusal.Code.ShouldBe(ErrorCode.UnknownSlot);
    }

    [Theory]
    [InlineData(1u, 1u, false, false)]
    [InlineData(1u, 1u, true, true)]
    [InlineData(1u, 2u, true, true)]
    [InlineData(5u, 1u, true, true)]
    public async Task CatchUp_WhatTheHubHas_DecidesWhetherTheDatabaseIsBehind(uint epoch, uint revision, bool isForeignDigest, bool isBehind)
    {
        await using var node = await StartAsync();
        var own = node.Epochs.PublishedManifests.Single(manifest => manifest.Slot == _documents);
        var known = new KnownEpoch(_documents, new EpochNumber(epoch), revision, isForeignDigest ? Digest.Of("another"u8) : own.Digest);

        (await node.Epochs.CatchUpAsync([known], (_, _, _) => { }, TestNode.Patience)).ShouldBe(isBehind ? 1 : 0);
        await node.Epochs.EnsureCurrentAsync(TestNode.Patience);

        var now = node.Epochs.PublishedManifests.Single(manifest => manifest.Slot == _documents);
        now.Epoch.ShouldBe(new EpochNumber(isBehind ? epoch + 1 : 1));
        node.Epochs.PublishedManifests.Single(manifest => manifest.Slot == _phones).Epoch.ShouldBe(new EpochNumber(1));
        (await node.Epochs.CatchUpAsync([known], (_, _, _) => { }, TestNode.Patience)).ShouldBe(0, "once is enough");
    }

    [Fact]
    public async Task CatchUp_KilledBeforeTheNextEpoch_TheNumberIsNotForgotten()
    {
        await using var node = await StartAsync();
        await node.Epochs.CatchUpAsync([new KnownEpoch(_documents, new EpochNumber(7), 3, Digest.Of("x"u8))], (_, _, _) => { }, TestNode.Patience);

        await node.ReopenAsync();
        await node.Epochs.EnsureCurrentAsync(TestNode.Patience);

        node.Epochs.PublishedManifests.Single(manifest => manifest.Slot == _documents).Epoch.ShouldBe(new EpochNumber(8));
    }

    private static async Task<TestNode> StartAsync()
    {
        var node = await TestNode.CreateAsync();
        await node.Epochs.EnsureCurrentAsync(TestNode.Patience);
        await node.PublishAsync();
        return node;
    }

    private static byte[] Evaluate(SlotEpochKey key)
    {
        var output = new byte[Voprf.OutputSize];
        Voprf.Evaluate(key.Key, new byte[40], output);
        return output;
    }

    private static long SeedsOf(TestNode node, SlotId slot) => node.Database.Read(connection => connection.Number(
        "SELECT count(*) FROM slot_epoch WHERE collection = $collection AND class = $class AND sealed_seed IS NOT NULL",
        ("$collection", slot.Collection.ToString()),
        ("$class", (int)slot.Class)));
}
