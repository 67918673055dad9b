using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Hub.Tests.Host;

public sealed class LogPublishingTests
{
    [Fact]
    public async Task Init_BeginsTheLog_WithASignedCheckpointOfNothing()
    {
        await using var hub = await TestHub.StartAsync(publish: false);

        var head = hub.Host.Parts.Sequencer.Published;

        head.Head.ShouldBe(TreeHead.Empty);
        head.Checkpoint.Origin.ShouldBe(LogNames.Origin("test", hub.Log).ToString());
        (await File.ReadAllTextAsync(Path.Combine(hub.DataDirectory, "log.vkey"))).ShouldBe(hub.Descriptor.LogKey + "\n");
    }

    [Fact]
    public async Task Entries_OfAnyKind_ArePublishedAfterTheirCommit()
    {
        await using var hub = await TestHub.StartAsync();

        var covering = await hub.Host.Parts.Sequencer.WaitForAsync(3, CancellationToken.None).AsTask().WaitAsync(TestHub.Patience);

        // The directory and its three members.
        covering.Head.Size.ShouldBe(4);
        new NoteKeyRing([hub.Descriptor.LogKey]).Verify(covering.Note).IsAccepted.ShouldBeTrue();
        (await hub.Host.Parts.LogTree.CountAsync(CancellationToken.None)).ShouldBe(4);
    }

    [Fact]
    public async Task Proof_OfAnEntry_VerifiesOfflineWithTheDirectorysPolicy()
    {
        await using var hub = await TestHub.StartAsync();
        var proof = (await hub.Host.Parts.Published.ProveAsync(0, 0, CancellationToken.None).WaitAsync(TestHub.Patience)).ShouldNotBeNull();
        var policy = FederationLog.Of(hub.Host.Parts.Members.InForce(), hub.Now).ShouldNotBeNull().Policy;

        var verdict = new ReceiptVerifier(policy, TimeProvider.System).Verify(proof.Receipt, proof.Leaf.Hash());

        verdict.IsProven.ShouldBeTrue();
        AuditPayload.TryDecode(proof.Opening.Payload.Span, out var payload).ShouldBeTrue();
        payload.Kind.ShouldBe(AuditKind.DirectoryPublished);
    }

    [Fact]
    public async Task Restart_GoesOnFromTheSameCheckpoint()
    {
        await using var hub = await TestHub.StartAsync();
        var before = await hub.Host.Parts.Sequencer.WaitForAsync(3, CancellationToken.None).AsTask().WaitAsync(TestHub.Patience);

        await hub.RestartAsync();

        hub.Host.Parts.Sequencer.Published.ShouldBe(before);
        await hub.PublishAsync(hub.NextDirectory(_ => { }));
        var after = await hub.Host.Parts.Sequencer.WaitForAsync(4, CancellationToken.None).AsTask().WaitAsync(TestHub.Patience);
        var proof = await hub.Host.Parts.Published.ProveConsistencyAsync(before.Head.Size, after.Head.Size, CancellationToken.None);
        MerkleProof.VerifyConsistency(before.Head, after.Head, proof.ShouldNotBeNull().Path.AsSpan()).ShouldBeTrue();
    }

    [Fact]
    public async Task Directory_ThatListsAnotherLog_IsRefusedWithWhatToDo()
    {
        await using var hub = await TestHub.StartAsync();
        var foreign = hub.NextDirectory(next => next.SetLogKey(hub.Kaz.Officer.PublicKey, hub.Now.AddDays(-1)));

        var refusal = await Calls.RefusalOfAsync(() => hub.PublishAsync(foreign));

        refusal.Code.ShouldBe(ErrorCode.InvalidInput);
        refusal.Message.ShouldContain("log.vkey");
    }

    [Fact]
    public async Task Start_WithAnotherLogKey_IsRefused()
    {
        await using var hub = await TestHub.StartAsync();
        await using var other = await TestHub.StartAsync();
        await hub.StopHostAsync();
        await other.StopHostAsync();
        var (mine, theirs) = (new HubDirectoryLayout(hub.DataDirectory), new HubDirectoryLayout(other.DataDirectory));
        var kept = (Master: await File.ReadAllBytesAsync(mine.MasterKeyFile), Log: await File.ReadAllBytesAsync(mine.LogKeyFile), Signing: await File.ReadAllBytesAsync(mine.SigningKeyFile));
        File.Copy(theirs.MasterKeyFile, mine.MasterKeyFile, overwrite: true);
        File.Copy(theirs.LogKeyFile, mine.LogKeyFile, overwrite: true);
        File.Copy(theirs.SigningKeyFile, mine.SigningKeyFile, overwrite: true);

        var refused = await Should.ThrowAsync<FedHubException>(hub.RestartHostAsync);

        refused.Refusal.Message.ShouldContain("another log");
        await File.WriteAllBytesAsync(mine.MasterKeyFile, kept.Master);
        await File.WriteAllBytesAsync(mine.LogKeyFile, kept.Log);
        await File.WriteAllBytesAsync(mine.SigningKeyFile, kept.Signing);
        await hub.RestartHostAsync();
        await other.RestartHostAsync();
    }
}
