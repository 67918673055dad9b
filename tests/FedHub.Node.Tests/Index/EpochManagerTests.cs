using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Configuration;
using FedHub.Node.Index;
using FedHub.Node.Records;
using FedHub.Node.Tests.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Index;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class EpochManagerTests
{
    private static readonly SlotId _documents = TestNode.Slot("KAZ/persons/document");
    private static readonly SlotId _names = TestNode.Slot("KAZ/persons/name");
    private static readonly EpochNumber _first = new(1);
    private static readonly EpochNumber _second = new(2);

    [Fact]
    public async Task EnsureCurrent_FirstTime_MakesASignedManifestForEverySlot()
    {
        await using var node = await TestNode.CreateAsync();

        (await node.Epochs.EnsureCurrentAsync(TestNode.Patience)).ShouldBeTrue();

        node.Epochs.PublishedManifests.Count.ShouldBe(12);
        foreach (var manifest in node.Epochs.PublishedManifests)
        {
            manifest.Envelope.Verify(PayloadTypes.Manifest, [node.Keys.SigningKey.PublicKey]).ShouldBe([node.Keys.SigningKey.PublicKey]);
            manifest.Digest.ShouldBe(Digest.Of(manifest.Envelope.Payload.Span));
            (manifest.Epoch, manifest.Revision, manifest.PublishedAt).ShouldBe((_first, 1u, null));
            var file = manifest.Files.ShouldHaveSingleItem();
            Digest.Of(await File.ReadAllBytesAsync(file.Path, TestNode.Patience)).ShouldBe(file.Digest);
            file.EntryCount.ShouldBe(1024);
            File.GetUnixFileMode(file.Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        (await node.Epochs.EnsureCurrentAsync(TestNode.Patience)).ShouldBeFalse();
    }

    [Fact]
    public async Task EnsureCurrent_SecondMemberJoins_SignsAnew()
    {
        await using var node = await TestNode.CreateAsync();
        await node.Epochs.EnsureCurrentAsync(TestNode.Patience);

        node.Members.Add(MemberId.Parse("TUR"));
        (await node.Epochs.EnsureCurrentAsync(TestNode.Patience)).ShouldBeTrue();

        node.Epochs.PublishedManifests.ShouldAllBe(manifest => manifest.Revision == 2);
    }

    [Fact]
    public async Task Filter_ImportedKey_IsFoundAndLeadsToItsRecord()
    {
        await using var node = await StartAsync("R1,\"IVANOV, Petr\",1980-01-02,KAZ:N1234567,,,suspect\n");

        var material = node.AskDocument(_documents, _first, 234567);

        node.Look(_documents, _first, material.Tag).ShouldBe([null]);
        var hit = node.Epochs.Lookup.LookupTag(_documents, _first, material.Tag).ShouldNotBeNull();
        (hit.KeyKind, hit.KeyValueClass, hit.IsCanary, hit.Index, hit.HasMore, hit.Standing).ShouldBe(
            ("doc", IdentifierClass.Document, false, 0, false, TagStanding.Current));
        hit.Matches(material.Token).ShouldBeTrue();
        hit.Matches(default).ShouldBeFalse();
        var record = node.Epochs.Lookup.RecordFor(hit.RecordRowId).ShouldNotBeNull();
        (record.RecordId, record.Category).ShouldBe(("R1", RecordCategory.Suspect));
        record.Summary(["full_name", "date_of_birth"]).Select(field => field.Value).ShouldBe(["IVANOV, Petr", "1980-01-02"]);
    }

    [Fact]
    public async Task Filter_KeyNotImported_IsNotFound()
    {
        await using var node = await StartAsync("R1,X Y,1980-01-02,KAZ:N1234567,,,suspect\n");

        var material = node.AskDocument(_documents, _first, 6654321);

        node.Look(_documents, _first, material.Tag).ShouldBeEmpty();
        node.Epochs.Lookup.LookupTag(_documents, _first, material.Tag).ShouldBeNull();
    }

    [Fact]
    public async Task Filter_NameKeysOfOneRecord_JoinByLabel()
    {
        await using var node = await StartAsync("R1,Ivanov Petr,1980-01-02,,,,suspect\nR2,Testova Aigul,1981-01-02,,,,suspect\n");
        using var sealer = new RecordSealer(node.Keys);
        node.Epochs.Lookup.TryGetEvaluationKey(_names, _first, node.Time.Now, out var key).ShouldBeTrue();

        var labelsOfRecord = new Dictionary<long, HashSet<uint>>();
        var source = new SlotKeySource(node.Database, sealer, _names, long.MaxValue);
        foreach (var (stored, rowId) in await source.ReadPartAsync(0, 1, TestNode.Patience))
        {
            var output = new byte[Voprf.OutputSize];
            Voprf.Evaluate(key.Key, MatchInput.Create(IdentifierClass.Name, FedHub.Matching.RuleSet.Current.Version, stored.Stretched), output);
            var material = TagMaterial.Derive(output, _names, _first, 0);
            var label = node.Look(_names, _first, material.Tag).ShouldHaveSingleItem().ShouldNotBeNull();
            (labelsOfRecord.TryGetValue(rowId.Value, out var labels) ? labels : labelsOfRecord[rowId.Value] = []).Add(material.Mask.Apply(label));
        }

        labelsOfRecord.Count.ShouldBe(3);
        labelsOfRecord.Values.ShouldAllBe(labels => labels.Count == 1);
        labelsOfRecord.Values.SelectMany(labels => labels).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Filter_TwentyRecordsUnderOneKey_HaveSixteenTagsAndMore()
    {
        await using var node = await StartAsync(string.Concat(Enumerable.Range(0, 20).Select(i => $"R{i},,,KAZ:N1234567,,,suspect\n")));

        var hits = Enumerable.Range(0, 16)
            .Select(i => node.Epochs.Lookup.LookupTag(_documents, _first, node.AskDocument(_documents, _first, 234567, i).Tag).ShouldNotBeNull())
            .ToList();

        hits.Select(hit => hit.Index).ShouldBe(Enumerable.Range(0, 16));
        hits.Select(hit => hit.RecordRowId).Distinct().Count().ShouldBe(16);
        hits.Select(hit => hit.HasMore).ShouldBe([.. Enumerable.Repeat(false, 15), true]);
    }

    [Fact]
    public async Task Canary_EverySlot_HasOne()
    {
        await using var node = await StartAsync("");

        foreach (var slot in node.Policies.SlotsOf(MemberId.Parse("KAZ")))
        {
            var material = node.Ask(slot, _first, "canary", slot.ToString());
            node.Look(slot, _first, material.Tag).Count.ShouldBe(1);
            var hit = node.Epochs.Lookup.LookupTag(slot, _first, material.Tag).ShouldNotBeNull();
            hit.IsCanary.ShouldBeTrue();
            hit.Matches(material.Token).ShouldBeTrue();
            node.Epochs.Lookup.RecordFor(hit.RecordRowId)!.RecordId.ShouldBe("ZZZ-CANARY");
        }
    }

    [Fact]
    public async Task EvaluationKey_BeforePublication_IsNotGiven()
    {
        await using var node = await TestNode.CreateAsync();
        await node.Epochs.EnsureCurrentAsync(TestNode.Patience);

        node.Epochs.Lookup.TryGetEvaluationKey(_documents, _first, node.Time.Now, out _).ShouldBeFalse();

        await node.PublishAsync();
        node.Epochs.Lookup.TryGetEvaluationKey(_documents, _first, node.Time.Now, out var key).ShouldBeTrue();
        key.ManifestDigest.ShouldBe(node.Epochs.PublishedManifests.First(manifest => manifest.Slot == _documents).Digest);
    }

    [Fact]
    public async Task Epochs_OverTime_OverlapAndEnd()
    {
        await using var node = await StartAsync("R1,,,KAZ:N1000001,,,suspect\n", new EpochSettings { Hours = 168, OverlapHours = 24, DeltaMinutes = 0 });
        var start = node.Time.Now;
        var tag = node.AskDocument(_documents, _first, 1).Tag;

        node.Time.Now = start + TimeSpan.FromHours(143);
        (await node.Epochs.EnsureCurrentAsync(TestNode.Patience)).ShouldBeFalse();

        node.Time.Now = start + TimeSpan.FromHours(144);
        (await node.Epochs.EnsureCurrentAsync(TestNode.Patience)).ShouldBeTrue();
        await node.PublishAsync();
        node.AskDocument(_documents, _first, 1).Tag.ShouldBe(tag);
        var nextTag = node.AskDocument(_documents, _second, 1).Tag;
        nextTag.ShouldNotBe(tag);
        node.Epochs.Lookup.LookupTag(_documents, _second, nextTag).ShouldNotBeNull();
        var oldFile = node.Epochs.PublishedManifests.First(manifest => manifest.Slot == _documents).Files[0].Path;

        node.Time.Now = start + TimeSpan.FromHours(168);
        node.Epochs.Lookup.TryGetEvaluationKey(_documents, _first, node.Time.Now, out var key).ShouldBeTrue();
        key.Epoch.ShouldBe(_second);
        node.Epochs.Lookup.IsLive(_documents, _first, node.Time.Now).ShouldBeFalse();
        (await node.Epochs.EnsureCurrentAsync(TestNode.Patience)).ShouldBeTrue();
        node.Epochs.Lookup.LookupTag(_documents, _first, tag).ShouldBeNull();
        File.Exists(oldFile).ShouldBeFalse();
        node.Database.Read(connection => FedHub.Node.Storage.SqliteCommands.Number(connection, "SELECT count(*) FROM slot_epoch WHERE sealed_seed IS NOT NULL AND epoch = 1")).ShouldBe(0);
    }

    [Fact]
    public async Task StartNext_Early_ShortensTheCurrentOne()
    {
        await using var node = await StartAsync("");

        (await node.Epochs.StartNextAsync(TestNode.Patience)).ShouldBe(12);

        var manifests = node.Epochs.PublishedManifests.Where(manifest => manifest.Slot == _documents).ToList();
        manifests.Select(manifest => manifest.Epoch).ShouldBe([_first, _second]);
        manifests[0].ValidUntil.ShouldBe(node.Time.Now + TimeSpan.FromHours(24));
        (manifests[0].Revision, manifests[0].PublishedAt).ShouldBe((2u, null));
        manifests[1].ValidUntil.ShouldBe(node.Time.Now + TimeSpan.FromHours(168));
    }

    [Fact]
    public async Task Restart_InAnEpoch_GivesTheSameTags()
    {
        await using var node = await StartAsync("R1,,,KAZ:N1000001,,,suspect\n");
        var before = node.AskDocument(_documents, _first, 1).Tag;
        var manifests = node.Epochs.PublishedManifests.Select(manifest => manifest.Digest).ToList();

        await node.ReopenAsync();

        node.AskDocument(_documents, _first, 1).Tag.ShouldBe(before);
        node.Epochs.PublishedManifests.Select(manifest => manifest.Digest).ShouldBe(manifests);
        (await node.Epochs.EnsureCurrentAsync(TestNode.Patience)).ShouldBeFalse();
    }

    [Fact]
    public async Task Restart_AfterABrokenOffBuild_DropsTheUnfinishedEpoch()
    {
        await using var node = await StartAsync("");
        await node.Database.WriteAsync(
            connection => FedHub.Node.Storage.SqliteCommands.Execute(
                connection,
                """
                INSERT INTO slot_epoch (collection, class, epoch, sealed_seed, valid_from_ms, valid_until_ms, tag_bits, rule_set, admissions,
                    covered_change, key_count, next_delta_at_ms, revision, published_revision)
                SELECT collection, class, 2, sealed_seed, valid_from_ms, valid_until_ms, 0, rule_set, '', 0, 0, 0, 0, 0 FROM slot_epoch
                WHERE collection = 'persons' AND class = 1
                """),
            TestNode.Patience);

        await node.ReopenAsync();
        await node.Epochs.EnsureCurrentAsync(TestNode.Patience);

        node.Epochs.PublishedManifests.Count(manifest => manifest.Slot == _documents).ShouldBe(1);
        await node.Epochs.StartNextAsync(TestNode.Patience);
        node.Epochs.PublishedManifests.Last(manifest => manifest.Slot == _documents).Epoch.ShouldBe(new EpochNumber(3));
    }

    [Fact]
    public async Task Ceiling_TooLow_IsRefusedWithWhatToDo()
    {
        await using var node = await TestNode.CreateAsync();
        var file = node.Layout.PolicyFile(CollectionName.Parse("objects"));
        await File.WriteAllTextAsync(file, "version: 1\ncollection: objects\nclasses:\n  document: 1024\n", TestNode.Patience);
        await node.ImportAsync(string.Concat(Enumerable.Range(0, 400).Select(i => $"R{i},,,{TestNode.Document(i)},,,document\n")));
        await node.ReopenAsync();

        var exception = await Should.ThrowAsync<FedHubException>(() => node.Epochs.EnsureCurrentAsync(TestNode.Patience));

        exception.Message.ShouldBe("Slot KAZ/objects/document needs 1449 filter entries, its ceiling is 1024. Raise it in the policy and in the directory.");
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
