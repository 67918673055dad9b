using FedHub.Cryptography;
using FedHub.Node.Gateway;
using FedHub.Node.Keys;
using FedHub.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedHub.Node.Tests.Keys;

/// <summary>A rotation, from the successor's file to the wiped predecessor, broken off at each step.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KeyRotationTests : IAsyncLifetime
{
    private const string Records = "r1,suspect,Aibek Serikov,1980-05-06,KAZ:N1234567,+77011234567\n";

    private static readonly TimeSpan _overlap = TimeSpan.FromDays(14);

    private TestFederation _federation = null!;

    private NodeComponents Owner => _federation.Owner;

    public async Task InitializeAsync()
    {
        _federation = await TestFederation.CreateAsync(Records);
        await Owner.KeyUpkeep.RunAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await _federation.DisposeAsync();

    [Theory]
    [InlineData(KeyUse.Signing)]
    [InlineData(KeyUse.Sealing)]
    [InlineData(KeyUse.Witness)]
    public async Task Rotate_AdmittedAndPublished_IsTakenUpWithoutARestart(KeyUse use)
    {
        var before = CurrentOf(use);

        var change = Rotation().Rotate(use, revoke: false);
        CurrentOf(use).ShouldBe(before, "until the directory lists the successor");
        await PublishAsync(change);

        change.OldKey.ShouldBe(before);
        CurrentOf(use).ShouldBe(change.NewKey);
        CurrentOf(use).ShouldNotBe(before);
        var keys = KeyInventory.Read(Owner.Configuration, _federation.Clock).Where(key => key.Use == use).ToList();
        keys.Select(key => key.Standing).ShouldBe([KeyStanding.Retiring, KeyStanding.Current]);
        keys[0].Used!.RetiredAt.ShouldNotBeNull();
        await ShouldFindTheRecordAsync();
    }

    [Fact]
    public async Task Rotate_Sealing_OpensWhatWasSealedToTheOldKey()
    {
        var old = Owner.Keys.SealingKey.PublicKey;
        var underWay = old.Seal("sealed before"u8);
        await PublishAsync(Rotation().Rotate(KeyUse.Sealing, revoke: false));

        Owner.Keys.SealingKeys.Count.ShouldBe(2);
        Owner.Keys.SealingKeys[0].PublicKey.ShouldNotBe(old);
        Owner.Keys.SealingKeys.Any(key => key.TryOpen(underWay, out _)).ShouldBeTrue();
    }

    [Fact]
    public async Task Rotate_Signing_SignsManifestsAnew()
    {
        await PublishAsync(Rotation().Rotate(KeyUse.Signing, revoke: false));

        (await Owner.Epochs.EnsureCurrentAsync(CancellationToken.None)).ShouldBeTrue();

        Owner.Epochs.PublishedManifests.ShouldAllBe(manifest => manifest.Envelope.Signatures.Single().KeyId == Owner.Keys.SigningKey.KeyId);
    }

    [Fact]
    public async Task Rotate_EndOfTheOverlap_WipesTheOldKeyAndStatesIt()
    {
        var old = Owner.Keys.Sealing.Current;
        await PublishAsync(Rotation().Rotate(KeyUse.Sealing, revoke: false));
        File.Exists(old.File.Path).ShouldBeTrue();

        _federation.Clock.Offset = _overlap + TimeSpan.FromMinutes(1);
        await Owner.KeyUpkeep.RunAsync(CancellationToken.None);

        File.Exists(old.File.Path).ShouldBeFalse();
        Owner.Keys.SealingKeys.ShouldHaveSingleItem();
        (await StatedAsync()).ShouldBe(
            ["key-activated signing", "key-activated sealing", "key-activated witness", "key-activated sealing", "key-wiped sealing"]);
    }

    [Theory]
    [InlineData(KeyUse.Signing, RotationStep.Begun)]
    [InlineData(KeyUse.Signing, RotationStep.SuccessorWritten)]
    [InlineData(KeyUse.Signing, RotationStep.ChangeSigned)]
    [InlineData(KeyUse.Sealing, RotationStep.SuccessorWritten)]
    [InlineData(KeyUse.Witness, RotationStep.SuccessorWritten)]
    public async Task Rotate_KilledAtAStep_TheSameCommandGoesOn(KeyUse use, RotationStep killedAt)
    {
        var killed = new KeyRotation(Owner.Configuration, _federation.Clock, KillAt(killedAt));
        Should.Throw<KilledException>(() => killed.Rotate(use, revoke: false));
        var left = NodeKeyFile.List(Owner.Configuration.Layout, use);

        var change = Rotation().Rotate(use, revoke: false);
        await PublishAsync(change);

        NodeKeyFile.List(Owner.Configuration.Layout, use).Count.ShouldBe(2, $"the successor left by the kill is used ({left.Count} files then)");
        CurrentOf(use).ShouldBe(change.NewKey);
        await ShouldFindTheRecordAsync();
    }

    [Theory]
    [InlineData(RotationStep.ActivationNoted)]
    [InlineData(RotationStep.FileOverwritten)]
    [InlineData(RotationStep.FileDeleted)]
    [InlineData(RotationStep.WipeNoted)]
    public async Task Upkeep_KilledAtAStep_TheNextStartGoesOn(RotationStep killedAt)
    {
        var old = Owner.Keys.Signing.Current;
        await PublishAsync(Rotation().Rotate(KeyUse.Signing, revoke: false));
        _federation.Clock.Offset = _overlap + TimeSpan.FromMinutes(1);
        await Should.ThrowAsync<KilledException>(() => UpkeepOf(Owner.Keys, KillAt(killedAt)).RunAsync(CancellationToken.None));

        // As after a restart: keys are read from their files anew.
        using var keys = NodeKeys.Open(Owner.Configuration.Layout);
        await UpkeepOf(keys).RunAsync(CancellationToken.None);

        File.Exists(old.File.Path).ShouldBeFalse();
        keys.Signing.Keys.ShouldHaveSingleItem().Id.ShouldNotBe(old.Id);
        keys.SigningKey.PublicKey.ShouldBe(keys.Signing.Current.Key.PublicKey);
        Directory.GetFiles(Owner.Configuration.Layout.KeysDirectory, "signing*").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Revoke_Published_WipesTheOldKeyAtOnceAndListsWhatItTouched()
    {
        await ShouldFindTheRecordAsync();
        var old = Owner.Keys.Signing.Current;

        var change = Rotation().Rotate(KeyUse.Signing, revoke: true);
        change.OldUntil.ShouldBeNull();
        await PublishAsync(change);

        File.Exists(old.File.Path).ShouldBeFalse();
        var touched = KeyInventory.Touched(Owner.Configuration.Layout, old.Id);
        touched.Answers.Count.ShouldBe(1);
        touched.Answers[0].Origin.ShouldBe(TestFederation.Kaz);
        touched.Disclosures.Count.ShouldBe(1);
        touched.Queries.ShouldBeEmpty("this node has not asked");
        _federation.Current.Member(TestFederation.Uzb)!.Keys.Count(key => key.Use == KeyUse.Signing).ShouldBe(1);
    }

    [Fact]
    public async Task Revoke_AskersSigningKey_ItsQueriesAreListedAndItSearchesOn()
    {
        var old = _federation.Asker.Keys.Signing.Current;
        await _federation.Asker.KeyUpkeep.RunAsync(CancellationToken.None);
        await ShouldFindTheRecordAsync();
        _federation.Document.Admit(new KeyRotation(_federation.Asker.Configuration, _federation.Clock).Rotate(KeyUse.Signing, revoke: true).Change, _federation.Clock.GetUtcNow());
        await _federation.PublishDirectoryAsync();
        await _federation.Asker.KeyUpkeep.RunAsync(CancellationToken.None);

        // Under a credential that the new key signed: one of the revoked key would be refused.
        await ShouldFindTheRecordAsync();
        KeyInventory.Touched(_federation.Asker.Configuration.Layout, old.Id).Queries.ShouldNotBeEmpty();
    }

    [Fact]
    public void Rotate_TlsRevokedWithoutACertificateForTheNextKey_IsRefused()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=x", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(_federation.Clock.GetUtcNow(), _federation.Clock.GetUtcNow().AddDays(1));
        File.WriteAllText(Owner.Configuration.Tls.CertFile, certificate.ExportCertificatePem());

        var refused = Should.Throw<FedHubException>(() => Rotation().Rotate(KeyUse.Tls, revoke: true));

        refused.Refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);
        refused.Message.ShouldContain("would cut this node off");
    }

    private KeyRotation Rotation() => new(Owner.Configuration, _federation.Clock);

    private KeyUpkeep UpkeepOf(NodeKeys keys, Action<RotationStep>? reached = null) => new(
        TestFederation.Uzb, keys, Owner.Directories, Owner.Outbox, _federation.Clock, NullLogger<KeyUpkeep>.Instance, reached);

    private KeyId CurrentOf(KeyUse use) => use switch
    {
        KeyUse.Signing => Owner.Keys.Signing.Current.Id,
        KeyUse.Sealing => Owner.Keys.Sealing.Current.Id,
        _ => Owner.Keys.Witness.Current.Id,
    };

    private async Task PublishAsync(KeyChange change)
    {
        _federation.Document.Admit(change.Change, _federation.Clock.GetUtcNow());
        await _federation.PublishDirectoryAsync();
        await Owner.KeyUpkeep.RunAsync(CancellationToken.None);
    }

    private async Task ShouldFindTheRecordAsync()
    {
        await Owner.Epochs.EnsureCurrentAsync(CancellationToken.None);
        await Owner.Sync.PublishAsync(CancellationToken.None);
        await _federation.Asker.Filters.SyncAsync(CancellationToken.None);
        var events = await _federation.SearchAsync(new Matching.MatchSubject { Documents = ["KAZ:N1234567"] });
        events.OfType<CollectionResult>().Single(result => result.Collection.ToString() == "persons").Outcome.ShouldBe(Outcome.Hit);
    }

    private Task<List<string>> StatedAsync() => Owner.Database.ReadAsync(
        connection => Node.Storage.SqliteCommands.Query(connection, "SELECT payload FROM statement_outbox ORDER BY id", row =>
        {
            using var json = System.Text.Json.JsonDocument.Parse((byte[])row.GetValue(0));
            return json.RootElement.GetProperty("action").GetString() + " " + (json.RootElement.TryGetProperty("use", out var use) ? use.GetString() : "");
        }).Where(action => action.StartsWith("key-", StringComparison.Ordinal)).ToList(),
        CancellationToken.None).AsTask();

    private static Action<RotationStep> KillAt(RotationStep step) => reached =>
    {
        if (reached == step)
        {
            throw new KilledException();
        }
    };

    /// <summary>The process is gone from here on; only what is durable stays.</summary>
    private sealed class KilledException : Exception;
}
