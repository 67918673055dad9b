using FedHub.Node.Doctor;
using FedHub.Node.Keys;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Doctor;

/// <summary>Each finding in a node's folder, provoked.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class NodeFileDoctorTests : IAsyncLifetime
{
    private TestFederation _federation = null!;

    private NodeDirectoryLayout Layout => _federation.Owner.Configuration.Layout;

    public async Task InitializeAsync() => _federation = await TestFederation.CreateAsync("r1,suspect,Aibek Serikov,1980-05-06,KAZ:N1234567,\n");

    public async Task DisposeAsync() => await _federation.DisposeAsync();

    [Fact]
    public void Examine_GoodNode_FindsOnlyTheCertificateThatThisTestHasNot()
    {
        var findings = Examine();

        findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Code).ShouldBe(["certificate"]);
        findings.Where(finding => finding.Severity == FindingSeverity.Warning).Select(finding => finding.Code).ShouldBe(["directory-expires"], "it lives thirty days");
        findings.Where(finding => finding.Severity == FindingSeverity.Ok).Select(finding => finding.Code).Distinct().ShouldBe(
            ["configuration", "files-private", "database", "database-engine", "disk", "policies", "policy-draft", "member", "key", "slots", "backlog", "answer-log"], ignoreOrder: true);
    }

    [Fact]
    public void Examine_FolderWithoutANode_SaysSoAndWhatItCouldNotLookAt()
    {
        var findings = NodeFileDoctor.Examine(new NodeDirectoryLayout(Path.Combine(Layout.Root, "nowhere")), _federation.Clock);

        findings.Select(finding => (finding.Code, finding.Severity)).ShouldBe([("configuration", FindingSeverity.Error), ("files", FindingSeverity.NotChecked)]);
    }

    [Fact]
    public void LogKey_ThatTheDirectoryDoesNotList_IsWarnedOf()
    {
        var listed = _federation.Current.Member(TestFederation.Uzb)!;
        var without = listed with { Keys = [.. listed.Keys.Where(key => key.Use != KeyUse.Log)] };

        KeyExam.Look(_federation.Owner.Keys, listed, _federation.Clock.GetUtcNow()).ShouldAllBe(finding => finding.Severity == FindingSeverity.Ok);
        KeyExam.Look(_federation.Owner.Keys, without, _federation.Clock.GetUtcNow()).Where(finding => finding.Severity != FindingSeverity.Ok)
            .ShouldHaveSingleItem().Code.ShouldBe("log-key-not-listed");
    }

    [Fact]
    public void Examine_KeyMissing_NamesTheFile()
    {
        File.Delete(Layout.CaseKeyFile);

        Of("key-unusable").What.ShouldStartWith("case.key is missing");
    }

    [Fact]
    public void Examine_KeyOpenToOthers_SaysChmod()
    {
        File.SetUnixFileMode(Layout.SigningKeyFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Of("file-open-to-others").Remedy.ShouldContain("chmod 600");
    }

    [Fact]
    public void Examine_PolicyBroken_SaysWhere()
    {
        File.WriteAllText(Directory.GetFiles(Layout.PolicyDirectory)[0], "version: [");

        Examine().ShouldContain(finding => finding.Code == "policies" && finding.Severity == FindingSeverity.Error);
    }

    [Fact]
    public async Task Examine_PolicyFileChangedButNotApplied_SaysThatItIsNotInForce()
    {
        await _federation.Owner.PolicyAdministration.EnsureInForceAsync(CancellationToken.None);
        File.AppendAllText(Directory.GetFiles(Layout.PolicyDirectory, "*.yaml")[0], "# a thought\n");

        Of("policy-draft-differs").Remedy.ShouldContain("fedhub node policy apply");
        Of("policies").Severity.ShouldBe(FindingSeverity.Ok);
    }

    [Fact]
    public async Task Examine_Suspended_IsAnError()
    {
        _federation.Document.SetSuspended(TestFederation.Uzb, suspended: true);
        await _federation.PublishDirectoryAsync();

        Of("member-suspended").Severity.ShouldBe(FindingSeverity.Error);
    }

    [Fact]
    public void Examine_DirectoryNearItsEnd_Warns()
    {
        _federation.Clock.Offset = TimeSpan.FromDays(1);

        // The test's directory lives thirty days.
        Of("directory-expires").Severity.ShouldBe(FindingSeverity.Warning);
    }

    [Fact]
    public void Examine_EpochsEndedWhileTheNodeWasDown_IsAnError()
    {
        _federation.Clock.Offset = TimeSpan.FromDays(8);

        Of("slot-without-epoch").What.ShouldStartWith("12 of 12 slots");
    }

    [Fact]
    public async Task Examine_ManifestThatTheHubHasNot_Warns()
    {
        await _federation.Owner.Epochs.StartNextAsync(CancellationToken.None);

        Of("manifest-waits").Severity.ShouldBe(FindingSeverity.Warning);
    }

    [Fact]
    public async Task Examine_ManyStatementsWait_Warns()
    {
        await _federation.Owner.Outbox.WriteAsync(
            (_, statements) =>
            {
                statements.AddRange(Enumerable.Range(0, 100).Select(_ => Node.Statements.StatementPayloads.EpochStarted(1, _federation.Clock.GetUtcNow())));
                return true;
            },
            CancellationToken.None);

        Of("backlog").Severity.ShouldBe(FindingSeverity.Warning);
    }

    [Fact]
    public void Examine_SuccessorThatNobodyHasPublished_Warns()
    {
        new KeyRotation(_federation.Owner.Configuration, _federation.Clock).Rotate(KeyUse.Sealing, revoke: false);

        Of("key-waits").What.ShouldContain("sealing");
    }

    [Fact]
    public async Task Examine_KeysThatTheDirectoryDoesNotList_IsAnError()
    {
        // Somebody put back the keys of another day.
        var change = new KeyRotation(_federation.Owner.Configuration, _federation.Clock).Rotate(KeyUse.Signing, revoke: true);
        _federation.Document.Admit(change.Change, _federation.Clock.GetUtcNow());
        await _federation.PublishDirectoryAsync();
        File.Delete(NodeKeyFile.List(Layout, KeyUse.Signing)[^1].Path);

        Of("key-not-listed").Severity.ShouldBe(FindingSeverity.Error);
    }

    [Fact]
    public async Task Examine_KeyThatEndsWithoutASuccessor_Warns()
    {
        var change = new KeyRotation(_federation.Owner.Configuration, _federation.Clock).Rotate(KeyUse.Sealing, revoke: false);
        _federation.Document.Admit(change.Change, _federation.Clock.GetUtcNow());
        await _federation.PublishDirectoryAsync();
        File.Delete(NodeKeyFile.List(Layout, KeyUse.Sealing)[^1].Path);

        Of("key-ends").What.ShouldContain("sealing");
    }

    [Fact]
    public async Task Examine_MemberThatIsNotListed_SaysToHaveItAdmitted()
    {
        var without = System.Text.Json.Nodes.JsonNode.Parse(_federation.Document.ToJson())!;
        var members = without["members"]!.AsArray();
        members.RemoveAt(members.ToList().FindIndex(member => member!["id"]!.GetValue<string>() == "UZB"));
        var signed = DirectoryDocument.FromJson(without.ToJsonString()).Sign(_federation.Clock.GetUtcNow(), TimeSpan.FromDays(30), _federation.FederationKey);
        _federation.Hub.Directories.Add(signed);
        await _federation.Owner.Directories.RefreshAsync(2, CancellationToken.None);

        Of("member-not-listed").Remedy.ShouldContain("fedhub federation admit");
    }

    [Fact]
    public void Examine_NoDirectoryYet_SaysWhatToDo()
    {
        using var stored = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Layout.DatabaseFile};Pooling=False");
        stored.Open();
        using var delete = stored.CreateCommand();
        delete.CommandText = "DELETE FROM directory_version";
        delete.ExecuteNonQuery();

        Of("directory-none").Severity.ShouldBe(FindingSeverity.Error);
    }

    private IReadOnlyList<Finding> Examine() => NodeFileDoctor.Examine(Layout, _federation.Clock);

    private Finding Of(string code)
    {
        var finding = Examine().FirstOrDefault(finding => finding.Code == code);
        finding.ShouldNotBeNull(string.Join(", ", Examine().Select(found => found.Code)));
        if (finding.Severity != FindingSeverity.Ok)
        {
            finding.Remedy.ShouldNotBeEmpty();
        }

        return finding;
    }
}
