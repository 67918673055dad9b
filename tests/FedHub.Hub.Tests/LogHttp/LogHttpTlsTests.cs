using System.Net;
using System.Security.Cryptography.X509Certificates;
using FedHub.Contracts.Hub.V1;
using FedHub.Transparency;

namespace FedHub.Hub.Tests.LogHttp;

public sealed class LogHttpTlsTests
{
    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Member_OverRealTls_ReadsTheSignedCheckpointAndTheTilesItLeadsTo(string version)
    {
        await using var hub = await TestHub.StartAsync();
        await hub.Host.Parts.Sequencer.WaitForAsync(3, CancellationToken.None).AsTask().WaitAsync(TestHub.Patience);
        using var client = Client(hub, hub.Kaz.Certificate, version);

        SignedCheckpoint.TryParse(await client.GetByteArrayAsync(new Uri("checkpoint", UriKind.Relative)), out var checkpoint).ShouldBeTrue();

        new NoteKeyRing([hub.Descriptor.LogKey]).Verify(checkpoint.Note).IsAccepted.ShouldBeTrue();
        checkpoint.Head.Size.ShouldBe(4);
        var hashes = await client.GetByteArrayAsync(new Uri("tile/0/000.p/4", UriKind.Relative));
        MerkleRoot.Of(Enumerable.Range(0, 4).Select(i => FedHub.Cryptography.Digest.FromBytes(hashes.AsSpan(i * 32, 32)))).ShouldBe(checkpoint.Head.Root);
        (await client.GetAsync(new Uri("tile/0/000.p/5", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Somebody_WithoutACertificate_DoesNotGetThroughTheHandshake()
    {
        await using var hub = await TestHub.StartAsync();
        using var client = Client(hub, null, "2.0");

        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(new Uri("checkpoint", UriKind.Relative)));
    }

    [Fact]
    public async Task Auditor_ListedAndRemovedByTheAdministrator_MayReadInBetween()
    {
        await using var hub = await TestHub.StartAsync();
        using var certificate = hub.Pki.Issue("auditor");
        using var client = Client(hub, certificate, "2.0");
        var admin = new AuditorAdminService.AuditorAdminServiceClient(hub.AdminCalls);
        (await client.GetAsync(new Uri("checkpoint", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var added = await admin.AddAuditorAsync(new AddAuditorRequest { Certificate = certificate.ExportCertificatePem(), Name = "Prosecutor General", Country = "KAZ" });
        (await client.GetAsync(new Uri("checkpoint", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await admin.ListAuditorsAsync(new ListAuditorsRequest())).Auditors.ShouldHaveSingleItem().Country.ShouldBe("KAZ");
        await admin.RemoveAuditorAsync(new RemoveAuditorRequest { Key = added.Auditor.Key });

        (await client.GetAsync(new Uri("checkpoint", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await admin.ListAuditorsAsync(new ListAuditorsRequest())).Auditors.ShouldBeEmpty();
    }

    private static HttpClient Client(TestHub hub, X509Certificate2? certificate, string version)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(hub.Pki.Root);
        if (certificate is not null)
        {
            handler.SslOptions.ClientCertificates = [certificate];
        }

        return new HttpClient(handler)
        {
            BaseAddress = new Uri($"https://localhost:{hub.Host.LogPort}/"),
            DefaultRequestVersion = Version.Parse(version),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Timeout = TestHub.Patience,
        };
    }
}
