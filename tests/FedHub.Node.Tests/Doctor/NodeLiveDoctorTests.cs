using FedHub.Node.Doctor;
using FedHub.Node.HubLink;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Doctor;

/// <summary>What the running node finds of itself, provoked.</summary>
public sealed class NodeLiveDoctorTests : IAsyncLifetime
{
    private TestFederation _federation = null!;

    public async Task InitializeAsync() => _federation = await TestFederation.CreateAsync("r1,suspect,Aibek Serikov,1980-05-06,KAZ:N1234567,\n");

    public async Task DisposeAsync() => await _federation.DisposeAsync();

    [Fact]
    public async Task Examine_ConnectedNode_IsInOrder()
    {
        var findings = await ExamineAsync(_federation.Owner);

        findings.Where(finding => finding.Severity is FindingSeverity.Error or FindingSeverity.Warning).ShouldBeEmpty();
        findings.Single(finding => finding.Severity == FindingSeverity.NotChecked).Code.ShouldBe("canaries");
    }

    [Fact]
    public async Task Examine_NodeWithoutItsStream_SaysSinceWhen()
    {
        var finding = (await ExamineAsync(_federation.Asker)).Single(finding => finding.Code == "hub-link");

        finding.Severity.ShouldBe(FindingSeverity.Error);
        finding.Remedy.ShouldContain("fedhub hub doctor");
    }

    [Fact]
    public async Task Examine_ClockApartFromTheHubs_SaysByHowMuch()
    {
        _federation.Hub.ClockOffset = TimeSpan.FromMinutes(5);

        var finding = (await ExamineAsync(_federation.Owner)).Single(finding => finding.Code == "clock-skew");

        finding.Severity.ShouldBe(FindingSeverity.Error);
        finding.What.ShouldStartWith("This machine's clock is 300.0 s behind the hub's.");
    }

    [Fact]
    public async Task Examine_HubRunsAnotherVersion_Warns()
    {
        var finding = (await ExamineAsync(_federation.Owner, version: "9.9.9")).Single(finding => finding.Code == "version-skew");

        finding.What.ShouldContain("the hub test");
    }

    [Theory]
    [InlineData(ErrorCode.Unavailable, "hub-unreachable")]
    [InlineData(ErrorCode.NotAMember, "hub-refuses")]
    public async Task Examine_HubDoesNotAnswer_SaysWhyAndWhatIsNotKnown(ErrorCode refusal, string code)
    {
        _federation.Hub.OnState = () => throw new FedHubException(refusal, "no");

        var findings = await ExamineAsync(_federation.Owner);

        findings.Single(finding => finding.Code == code).Severity.ShouldBe(FindingSeverity.Error);
        findings.Single(finding => finding.Code == "clock").Severity.ShouldBe(FindingSeverity.NotChecked);
    }

    [Fact]
    public async Task Examine_HubWithoutThisStreamAndWithANewerDirectory_Warns()
    {
        _federation.Hub.OnState = () => Task.FromResult(new HubReport("test", _federation.Clock.GetUtcNow(), DirectoryVersion: 99, StreamOpen: false, OpenDeliveryCount: 100, []));

        var warnings = (await ExamineAsync(_federation.Owner)).Where(finding => finding.Severity == FindingSeverity.Warning);

        warnings.Select(finding => finding.Code).ShouldBe(["directory-behind", "stream-one-sided", "backlog"]);
    }

    [Fact]
    public async Task Examine_FiltersThatCannotBeHad_Warns()
    {
        await _federation.Asker.Epochs.EnsureCurrentAsync(CancellationToken.None);
        await _federation.Asker.Sync.PublishAsync(CancellationToken.None);
        _federation.Hub.WithholdsFiles = true;
        await _federation.Owner.Filters.SyncAsync(CancellationToken.None);

        (await ExamineAsync(_federation.Owner)).Single(finding => finding.Code == "filters-missing").Severity.ShouldBe(FindingSeverity.Warning);
    }

    [Fact]
    public async Task Examine_WriterWithoutSynchronousFull_IsAnError()
    {
        await _federation.Owner.Database.WriteAsync(
            connection =>
            {
                using var pragma = connection.CreateCommand();
                pragma.CommandText = "PRAGMA wal_autocheckpoint=7";
                return pragma.ExecuteNonQuery();
            },
            CancellationToken.None);

        var finding = (await ExamineAsync(_federation.Owner)).Single(finding => finding.Code == "database-setting");

        finding.What.ShouldBe("The database's writer has wal_autocheckpoint=7 and should have 0.");
    }

    [Fact]
    public async Task Examine_WithSelfTest_SearchesTheCanaries()
    {
        await _federation.Asker.Filters.SyncAsync(CancellationToken.None);

        var findings = await ExamineAsync(_federation.Asker, selfTest: true);

        findings.ShouldContain(finding => finding.Code == "canaries" && finding.Severity == FindingSeverity.Ok);
    }

    [Fact]
    public async Task Examine_CanaryThatIsNotFound_NamesTheSlot()
    {
        _federation.Hub.OnAnswer = answer => answer with { Content = new byte[answer.Content.Length] };

        var findings = await ExamineAsync(_federation.Asker, selfTest: true);

        findings.ShouldContain(finding => finding.Code == "canary" && finding.Severity == FindingSeverity.Error && finding.What.StartsWith("UZB/", StringComparison.Ordinal));
    }

    private Task<IReadOnlyList<Finding>> ExamineAsync(NodeComponents node, bool selfTest = false, string version = "test") => new NodeLiveDoctor(
        version, node.Hub, node.HubState, node.Directories, node.Certificate, node.Database, node.Filters, node.SelfTester, node.Log, node.Gossip, _federation.Clock)
        .ExamineAsync(selfTest, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
}
