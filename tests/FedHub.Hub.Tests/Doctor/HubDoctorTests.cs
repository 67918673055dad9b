using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Hub.V1;
using FedHub.Hub.Doctor;
using FedHub.Protocol;
using Microsoft.Data.Sqlite;

namespace FedHub.Hub.Tests.Doctor;

/// <summary>Each finding of a hub, provoked, on its files and in the running process.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class HubDoctorTests
{
    [Fact]
    public async Task Files_GoodHub_AreInOrder()
    {
        await using var hub = await TestHub.StartAsync();

        HubFileDoctor.Examine(hub.DataDirectory, hub.Clock).Where(finding => finding.Severity == FindingSeverity.Error)
            .Select(finding => finding.Code).ShouldBe(["file-open-to-others"], "the test writes the TLS key with the shell's mode");
    }

    [Fact]
    public async Task Files_WithoutADirectory_SayHowToPublishOne()
    {
        await using var hub = await TestHub.StartAsync(publish: false);

        Of(hub, "directory-none").Remedy.ShouldContain("fedhub federation publish");
    }

    [Fact]
    public async Task Files_DirectoryNearItsEnd_Warn()
    {
        await using var hub = await TestHub.StartAsync();
        hub.Clock.Advance(TimeSpan.FromDays(61));

        Of(hub, "directory-expires").Severity.ShouldBe(FindingSeverity.Warning);
        Of(hub, "certificate-expired").Severity.ShouldBe(FindingSeverity.Error);
    }

    [Theory]
    [InlineData("keys/signing.key", "key-unusable")]
    [InlineData("hub.json", "configuration")]
    public async Task Files_Missing_AreNamed(string file, string code)
    {
        await using var hub = await TestHub.StartAsync();
        File.Delete(Path.Combine(hub.DataDirectory, file));

        Of(hub, code).Severity.ShouldBe(FindingSeverity.Error);
    }

    [Fact]
    public async Task Files_CertificateOfAnotherKey_IsNotListed()
    {
        await using var hub = await TestHub.StartAsync();
        var tls = HubConfiguration.Load(hub.DataDirectory).Tls;
        using var other = hub.Pki.Issue("another");
        await File.WriteAllTextAsync(tls.CertFile, other.ExportCertificatePem());
        await File.WriteAllTextAsync(tls.KeyFile, System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(other)!.ExportPkcs8PrivateKeyPem());

        Of(hub, "certificate-not-listed").Severity.ShouldBe(FindingSeverity.Error);
    }

    [Fact]
    public async Task Running_MembersAwayAndWithoutFilters_AreNamed()
    {
        await using var hub = await TestHub.StartAsync();
        using var deliveries = hub.Exchange(hub.Uzb).OpenDeliveries(new OpenDeliveriesRequest { SoftwareVersion = "0.0.7-other" });
        await deliveries.ResponseHeadersAsync.WaitAsync(TestHub.Patience);

        var findings = await AskAsync(hub);

        findings.Where(finding => finding.Code == "member-away").Select(finding => finding.What[..3]).ShouldBe(["KAZ", "KGZ"]);
        findings.Count(finding => finding.Code == "member-without-filters").ShouldBe(3);
        findings.Single(finding => finding.Code == "version-skew").What.ShouldContain("UZB 0.0.7-other");
        findings.Single(finding => finding.Code == "members").What.ShouldStartWith("1 of 3 members");
        findings.Where(finding => finding.Severity == FindingSeverity.Error).ShouldBeEmpty();
    }

    [Fact]
    public async Task Running_CertificateFileReplacedByGarbage_SaysThatTheOldOneIsInUse()
    {
        await using var hub = await TestHub.StartAsync();
        await File.WriteAllTextAsync(HubConfiguration.Load(hub.DataDirectory).Tls.CertFile, "not PEM");
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        using var patience = new CancellationTokenSource(TestHub.Patience);
        while (hub.Errors.All.Count == 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        hub.Errors.Clear();
        var finding = (await AskAsync(hub)).Single(finding => finding.Code == "certificate-not-used");
        (finding.Severity, finding.What.Contains("missing or not PEM", StringComparison.Ordinal)).ShouldBe((FindingSeverity.Error, true));
    }

    [Fact]
    public async Task Running_LogAltered_IsFoundWhenAskedFor()
    {
        await using var hub = await TestHub.StartAsync();
        (await AskAsync(hub)).Single(finding => finding.Code == "log").Severity.ShouldBe(FindingSeverity.NotChecked);
        (await AskAsync(hub, verifyLog: true)).Single(finding => finding.Code == "log").Severity.ShouldBe(FindingSeverity.Ok);

        using (var connection = new SqliteConnection($"Data Source={new HubDirectoryLayout(hub.DataDirectory).DatabaseFile};Pooling=False"))
        {
            connection.Open();
            using var alter = connection.CreateCommand();
            alter.CommandText = "UPDATE log_entry SET payload = CAST(x'00' || payload AS BLOB) WHERE idx = 2";
            alter.ExecuteNonQuery();
        }

        var altered = (await AskAsync(hub, verifyLog: true)).Single(finding => finding.Code == "log-altered");
        altered.Severity.ShouldBe(FindingSeverity.Error);
        altered.What.ShouldContain("the payload of entry 2 does not open its commitment");
    }

    private static Finding Of(TestHub hub, string code)
    {
        var findings = HubFileDoctor.Examine(hub.DataDirectory, hub.Clock);
        var finding = findings.FirstOrDefault(finding => finding.Code == code);
        finding.ShouldNotBeNull(string.Join(", ", findings.Select(found => found.Code)));
        finding.Remedy.ShouldNotBeEmpty();
        return finding;
    }

    private static async Task<List<Finding>> AskAsync(TestHub hub, bool verifyLog = false) =>
    [
        .. (await new HubDoctorService.HubDoctorServiceClient(hub.AdminCalls).DiagnoseHubAsync(new DiagnoseHubRequest { VerifyLog = verifyLog }).ResponseAsync.WaitAsync(TestHub.Patience))
            .Findings.Select(FindingCodec.ToDomain),
    ];
}
