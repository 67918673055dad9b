using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;
using Microsoft.AspNetCore.Http;

namespace FedHub.Hub.Tests.LogHttp;

public sealed class LogHttpTests
{
    [Fact]
    public async Task Checkpoint_IsTheHeadAsText_AndNotKept()
    {
        await using var server = await TestLogServer.StartAsync(3);

        var answer = await server.GetAsync("/checkpoint", await server.EnrolAsync("KAZ"));

        answer.Response.StatusCode.ShouldBe(200);
        Body(answer).ShouldBe(server.Head.ToBytes());
        answer.Response.Headers.ContentType.ToString().ShouldBe("text/plain; charset=utf-8");
        answer.Response.Headers.CacheControl.ToString().ShouldBe("no-cache");
    }

    [Fact]
    public async Task Tiles_OfEveryWidthEverPublished_AreServedForEver()
    {
        await using var server = await TestLogServer.StartAsync(300);
        var auditor = await server.EnrolAsync("KAZ");

        foreach (var (path, size) in new[] { ("/tile/0/000", 8192), ("/tile/0/000.p/17", 17 * 32), ("/tile/0/001.p/44", 44 * 32), ("/tile/1/000.p/1", 32) })
        {
            var answer = await server.GetAsync(path, auditor);
            answer.Response.StatusCode.ShouldBe(200, path);
            Body(answer).Length.ShouldBe(size, path);
            answer.Response.ContentLength.ShouldBe(size, path);
            answer.Response.Headers.ContentType.ToString().ShouldBe("application/octet-stream");
            answer.Response.Headers.CacheControl.ToString().ShouldBe("private, max-age=31536000, immutable");
        }

        EntryBundle.TryDecode(Body(await server.GetAsync("/tile/entries/001.p/44", auditor)), 44, out var entries).ShouldBeTrue();
        entries.ShouldAllBe(entry => IsLeaf(entry));
    }

    [Theory]
    [InlineData("/tile/0/001", 404)]
    [InlineData("/tile/0/001.p/45", 404)]
    [InlineData("/tile/1/000", 404)]
    [InlineData("/tile/1/000.p/2", 404)]
    [InlineData("/tile/63/000", 404)]
    [InlineData("/tile/0/x009/x223/x372/x036/x854/x775/807", 404)]
    [InlineData("/tile/entries/x009/x223/x372/x036/x854/x775/807.p/255", 404)]
    [InlineData("/openings/x009/x223/x372/x036/x854/x775/807.p/255", 404)]
    [InlineData("/openings/001", 404)]
    [InlineData("/", 404)]
    [InlineData("/hub.db", 404)]
    [InlineData("/tile/0/1", 400)]
    [InlineData("/openings/1", 400)]
    public async Task Paths_OfWhatIsNotThere_AreAnsweredExactly(string path, int status)
    {
        await using var server = await TestLogServer.StartAsync(300);

        var answer = await server.GetAsync(path, await server.EnrolAsync(null));

        answer.Response.StatusCode.ShouldBe(status);
        answer.Response.Headers.CacheControl.ToString().ShouldBe("no-store");
    }

    [Fact]
    public async Task Log_AsServed_IsVerifiedWhole()
    {
        await using var server = await TestLogServer.StartAsync(700);

        var verification = await new LogVerifier(new ServedTiles(server), new LogVerifierOptions { IsEntry = LogVerifierOptions.AuditLeaves })
            .VerifyAsync(server.Head.Head, LogVerifierState.Start, CancellationToken.None);

        verification.Finding.ShouldBeNull();
        verification.State.Head.ShouldBe(server.Head.Head);
    }

    [Fact]
    public async Task Openings_OfANationalAuditor_AreThoseOfTheOwnCountryAndOpenTheirLeaves()
    {
        await using var server = await TestLogServer.StartAsync(9);

        var openings = await OpeningsAsync(server, new BundleId(0, 9), await server.EnrolAsync("KAZ"));

        openings.Select(opening => opening.Index).ShouldBe([0, 2, 3, 5, 6, 8]);
        openings.ShouldAllBe(opening => opening.Form == OpeningForm.Whole);
        var stored = await server.Tree.ReadAsync(0, 9, CancellationToken.None);
        foreach (var opening in openings)
        {
            AuditLeaf.TryDecode(stored[(int)opening.Index].Leaf.Span, out var leaf).ShouldBeTrue();
            opening.Opens(leaf).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Openings_OfARegionalAuditor_AreMetadataOfAll()
    {
        await using var server = await TestLogServer.StartAsync(6);

        var openings = await OpeningsAsync(server, new BundleId(0, 6), await server.EnrolAsync(null));

        openings.Select(opening => opening.Form).ShouldBe(
            [OpeningForm.Metadata, OpeningForm.Metadata, OpeningForm.Whole, OpeningForm.Metadata, OpeningForm.Metadata, OpeningForm.Whole]);
        AuditPayload.TryDecode(openings[1].Payload.Span, out var payload).ShouldBeTrue();
        payload.Details.Select(detail => detail.Name).ShouldBe(["origin", "outcome"]);
    }

    [Fact]
    public async Task Openings_OfAMembersNode_AreThoseOfTheOwnCountry()
    {
        await using var server = await TestLogServer.StartAsync(6);

        (await OpeningsAsync(server, new BundleId(0, 6), server.Kaz.Certificate)).Select(opening => opening.Index).ShouldBe([0, 2, 3, 5]);
    }

    [Fact]
    public async Task Openings_AreNeverKeptOnTheWay()
    {
        await using var server = await TestLogServer.StartAsync(6);

        (await server.GetAsync("/openings/000.p/6", await server.EnrolAsync("KAZ"))).Response.Headers.CacheControl.ToString().ShouldBe("no-store");
    }

    [Fact]
    public async Task Reader_WithAKeyThatNobodyListed_IsRefused()
    {
        await using var server = await TestLogServer.StartAsync(3);

        var answer = await server.GetAsync("/checkpoint", server.Pki.Issue("stranger"));

        answer.Response.StatusCode.ShouldBe(403);
        answer.Response.ContentLength.ShouldBeNull();
    }

    [Fact]
    public async Task Reader_WithoutACertificate_IsRefusedUnlessTheLogIsPublic()
    {
        await using var server = await TestLogServer.StartAsync(3);

        (await server.GetAsync("/checkpoint", null)).Response.StatusCode.ShouldBe(403);
        var open = await server.GetPublicAsync("/tile/0/000.p/3");
        open.Response.StatusCode.ShouldBe(200);
        open.Response.Headers.CacheControl.ToString().ShouldBe("public, max-age=31536000, immutable");
        open.Response.Headers.AccessControlAllowOrigin.ToString().ShouldBe("*");
        (await server.GetPublicAsync("/openings/000.p/3")).Response.StatusCode.ShouldBe(403);
    }

    [Fact]
    public async Task Reader_WithAForeignKey_IsRefusedThoughTheLogIsPublic()
    {
        await using var server = await TestLogServer.StartAsync(3);

        (await server.GetPublicAsync("/openings/000.p/3", server.Pki.Issue("stranger"))).Response.StatusCode.ShouldBe(403);
    }

    [Fact]
    public async Task Auditor_TakenOffTheList_IsRefusedFromTheNextRequestOn()
    {
        await using var server = await TestLogServer.StartAsync(3);
        var auditor = await server.EnrolAsync("KAZ");
        (await server.GetAsync("/checkpoint", auditor)).Response.StatusCode.ShouldBe(200);

        await server.Auditors.RemoveAsync(CallerKey.Of(auditor).Spki, CancellationToken.None);

        (await server.GetAsync("/checkpoint", auditor)).Response.StatusCode.ShouldBe(403);
    }

    [Fact]
    public async Task Auditor_WhoseCertificateEndsWhileConnected_IsRefused()
    {
        await using var server = await TestLogServer.StartAsync(3);
        var auditor = await server.EnrolAsync("KAZ");

        server.Clock.Advance(TimeSpan.FromDays(11));

        (await server.GetAsync("/checkpoint", auditor)).Response.StatusCode.ShouldBe(403);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Methods_ThatWrite_AreNotAllowed(string method)
    {
        await using var server = await TestLogServer.StartAsync(3);

        var answer = await server.GetPublicAsync("/checkpoint", method: method);

        answer.Response.StatusCode.ShouldBe(405);
        answer.Response.Headers.Allow.ToString().ShouldBe("GET, HEAD");
    }

    [Fact]
    public async Task Head_OfATile_HasItsLengthAndNoBody()
    {
        await using var server = await TestLogServer.StartAsync(3);

        var answer = await server.GetPublicAsync("/tile/0/000.p/3", method: "HEAD");

        answer.Response.ContentLength.ShouldBe(96);
        Body(answer).ShouldBeEmpty();
    }

    [Fact]
    public async Task Add_SameTwice_IsOneAndLoggedOnce()
    {
        await using var server = await TestLogServer.StartAsync(0);
        var pem = server.Pki.Issue("auditor").ExportCertificatePem();

        await server.Auditors.AddAsync(pem, "Office", null, CancellationToken.None);
        await server.Auditors.AddAsync(pem, "Office", null, CancellationToken.None);

        (await server.Auditors.ListAsync(CancellationToken.None)).ShouldHaveSingleItem().Country.ShouldBeNull();
        var entry = (await server.Tree.ReadAsync(0, 10, CancellationToken.None)).ShouldHaveSingleItem();
        AuditPayload.TryDecode(entry.Opening!.Payload.Span, out var payload).ShouldBeTrue();
        payload.Details[0].Value.ShouldBe("auditor-added");
        payload.Details[1].Value.ShouldStartWith("regional ");
        (await Should.ThrowAsync<FedHubException>(() => server.Auditors.AddAsync(pem, "Another", null, CancellationToken.None))).Refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);
    }

    [Fact]
    public async Task Add_WhatIsNoAuditor_IsRefused()
    {
        await using var server = await TestLogServer.StartAsync(0);
        var pem = server.Pki.Issue("auditor").ExportCertificatePem();

        await RefusedAsync("no certificate", "Office", null);
        await RefusedAsync(pem, "Office", MemberId.Parse("TJK"));
        await RefusedAsync(server.Kaz.Certificate.ExportCertificatePem(), "Office", null);
        await RefusedAsync(pem, "", null);
        await RefusedAsync(pem, "line\nbreak", null);
        await RefusedAsync(server.Pki.Issue("auditor", notAfter: DateTimeOffset.UtcNow.AddHours(-1)).ExportCertificatePem(), "Office", null);
        (await Should.ThrowAsync<FedHubException>(() => server.Auditors.RemoveAsync(Digest.Of([]), CancellationToken.None))).Refusal.Code.ShouldBe(ErrorCode.NotFound);

        async Task RefusedAsync(string certificate, string name, MemberId? country) =>
            (await Should.ThrowAsync<FedHubException>(() => server.Auditors.AddAsync(certificate, name, country, CancellationToken.None))).Refusal.Code.ShouldBe(ErrorCode.InvalidInput);
    }

    private static byte[] Body(HttpContext context) => ((MemoryStream)context.Response.Body).ToArray();

    private static bool IsLeaf(ReadOnlyMemory<byte> entry) => AuditLeaf.TryDecode(entry.Span, out _);

    private static async Task<IReadOnlyList<ServedOpening>> OpeningsAsync(
        TestLogServer server, BundleId bundle, System.Security.Cryptography.X509Certificates.X509Certificate2 certificate)
    {
        var answer = await server.GetAsync("/" + OpeningsPath.Of(bundle), certificate);
        answer.Response.StatusCode.ShouldBe(200);
        OpeningBundle.TryDecode(Body(answer), bundle, out var openings).ShouldBeTrue();
        return openings;
    }

    private sealed class ServedTiles(TestLogServer server) : ITileSource
    {
        public ValueTask<ReadOnlyMemory<byte>?> ReadTileAsync(TileId tile, CancellationToken cancellationToken) => ReadAsync("/" + tile);

        public ValueTask<ReadOnlyMemory<byte>?> ReadBundleAsync(BundleId bundle, CancellationToken cancellationToken) => ReadAsync("/" + bundle);

        private async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string path)
        {
            var answer = await server.GetPublicAsync(path);
            return answer.Response.StatusCode == 200 ? Body(answer) : default(ReadOnlyMemory<byte>?);
        }
    }
}
