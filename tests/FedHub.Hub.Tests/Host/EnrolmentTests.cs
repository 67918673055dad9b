using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FedHub.Contracts.Directory.V1;
using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Hub.V1;
using FedHub.Cryptography;
using FedHub.Grpc;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace FedHub.Hub.Tests.Host;

/// <summary>A new node's way in, and a member's way to its next certificate, over real TLS.</summary>
public sealed class EnrolmentTests : IAsyncLifetime, IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly List<GrpcChannel> _channels = [];
    private TestHub _hub = null!;
    private int _port;

    public async Task InitializeAsync() => _hub = await TestHub.StartAsync();

    public async Task DisposeAsync()
    {
        _channels.ForEach(channel => channel.Dispose());
        await _hub.DisposeAsync();
    }

    public void Dispose() => _key.Dispose();

    [Fact]
    public async Task Enrol_InvitedApprovedAndSigned_GetsItsCertificate()
    {
        var request = Request(await InviteAsync());

        var first = await EnrolAsync(request);
        first.State.ShouldBe(CertificateState.Requested);
        first.Fingerprint.ShouldBe(EnrolmentFingerprint.Of(KeyOf(_key), request.MemberEntry.Span));
        var listed = (await Admin().ListEnrolmentsAsync(new())).Enrolments.ShouldHaveSingleItem();
        (listed.Member, listed.Fingerprint, listed.Renewal).ShouldBe(("TKM", first.Fingerprint, false));
        await Admin().ApproveEnrolmentAsync(new() { Id = listed.Id, Fingerprint = first.Fingerprint });
        (await EnrolAsync(request)).State.ShouldBe(CertificateState.Approved);
        using var certificate = _hub.Pki.Issue("TKM", _key);
        await Admin().DeliverCertificateAsync(new() { Id = listed.Id, Certificate = certificate.ExportCertificatePem() });

        // A crash between any two of these steps changes nothing: each was durable.
        await _hub.RestartAsync();
        var last = await EnrolAsync(request);
        (last.State, last.Certificate).ShouldBe((CertificateState.Issued, certificate.ExportCertificatePem()));
    }

    [Fact]
    public async Task Enrol_EachStep_IsLoggedOnce()
    {
        var request = Request(await InviteAsync());
        var before = (await _hub.Admin.GetStatusAsync(new())).LogSize;
        await EnrolAsync(request);
        var fingerprint = (await EnrolAsync(request)).Fingerprint;
        await Admin().ApproveEnrolmentAsync(new() { Id = 1, Fingerprint = fingerprint });

        (await _hub.Admin.GetStatusAsync(new())).LogSize.ShouldBe(before + 2);
    }

    [Fact]
    public async Task Token_ThatTheHubDidNotGive_IsRefused() => (await RefusedAsync(Request(new byte[32]))).ShouldBe(ErrorCode.CredentialInvalid);

    [Fact]
    public async Task Token_Expired_IsRefused()
    {
        var token = await InviteAsync(hours: 1);
        _hub.Clock.Advance(TimeSpan.FromHours(1));

        (await RefusedAsync(Request(token))).ShouldBe(ErrorCode.Expired);
    }

    [Fact]
    public async Task Token_UsedByAnother_IsRefusedAsReplayed()
    {
        var token = await InviteAsync();
        await EnrolAsync(Request(token));
        using var thief = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        (await RefusedAsync(Request(token, thief))).ShouldBe(ErrorCode.Replayed);
    }

    [Fact]
    public async Task Token_OfARequestThatWasRefused_StaysRefused()
    {
        var request = Request(await InviteAsync());
        await EnrolAsync(request);
        await Admin().RefuseEnrolmentAsync(new() { Id = 1 });

        (await EnrolAsync(request)).State.ShouldBe(CertificateState.Refused);
        (await Calls.RefusalOfAsync(() => Admin().ApproveEnrolmentAsync(new() { Id = 1 }).ResponseAsync)).Code.ShouldBe(ErrorCode.FailedPrecondition);
    }

    [Fact]
    public async Task Tokens_ManyWrongOnes_CloseTheDoorForAMinute()
    {
        var good = Request(await InviteAsync());
        for (var i = 0; i < 10; i++)
        {
            await RefusedAsync(Request(RandomNumberGenerator.GetBytes(32)));
        }

        (await RefusedAsync(good)).ShouldBe(ErrorCode.Unavailable);
        _hub.Clock.Advance(TimeSpan.FromMinutes(1));
        (await EnrolAsync(good)).State.ShouldBe(CertificateState.Requested);
    }

    [Fact]
    public async Task Approve_AnotherFingerprint_IsRefused()
    {
        await EnrolAsync(Request(await InviteAsync()));

        (await Calls.RefusalOfAsync(() => Admin().ApproveEnrolmentAsync(new() { Id = 1, Fingerprint = "0000" }).ResponseAsync)).Code.ShouldBe(ErrorCode.InvalidInput);
    }

    [Theory]
    [InlineData("before approval", ErrorCode.FailedPrecondition)]
    [InlineData("another key", ErrorCode.InvalidInput)]
    [InlineData("not PEM", ErrorCode.InvalidInput)]
    public async Task Deliver_WhatDoesNotFit_IsRefused(string what, ErrorCode expected)
    {
        var fingerprint = (await EnrolAsync(Request(await InviteAsync()))).Fingerprint;
        if (what != "before approval")
        {
            await Admin().ApproveEnrolmentAsync(new() { Id = 1, Fingerprint = fingerprint });
        }

        using var certificate = _hub.Pki.Issue("TKM", what == "another key" ? null : _key);
        var pem = what == "not PEM" ? "nothing" : certificate.ExportCertificatePem();
        (await Calls.RefusalOfAsync(() => Admin().DeliverCertificateAsync(new() { Id = 1, Certificate = pem }).ResponseAsync)).Code.ShouldBe(expected);
    }

    [Fact]
    public async Task Request_DescriptorOfAnotherMemberOrKey_IsRefused()
    {
        var token = await InviteAsync();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        (await RefusedAsync(Request(token, entry: Entry("KGZ", _key)))).ShouldBe(ErrorCode.InvalidInput);
        (await RefusedAsync(Request(token, entry: Entry("TKM", other)))).ShouldBe(ErrorCode.InvalidInput);
    }

    [Fact]
    public async Task Request_MutatedBytes_AreRefusedWithAReasonAndNothingElse()
    {
        var good = Request(await InviteAsync());
        for (var i = 0; i < 60; i++)
        {
            _hub.Clock.Advance(TimeSpan.FromMinutes(1));
            var mutated = good.Clone();
            if (i % 2 == 0)
            {
                mutated.CertificateRequest = Mutate(good.CertificateRequest, i);
            }
            else
            {
                mutated.MemberEntry = Mutate(good.MemberEntry, i);
            }

            try
            {
                await EnrolAsync(mutated);
            }
            catch (RpcException exception)
            {
                RpcErrors.TryRead(exception, out _).ShouldBeTrue($"{i}: {exception.Status}");
            }
        }
    }

    [Fact]
    public async Task MembersServices_OnTheEnrolmentPort_AreNotThere()
    {
        var failed = await Should.ThrowAsync<RpcException>(async () => await new DirectoryService.DirectoryServiceClient(Channel()).GetDirectoryAsync(new()));

        failed.StatusCode.ShouldBe(StatusCode.Unimplemented);
    }

    [Fact]
    public async Task Renew_ListedKey_WaitsForTheOperatorAndIsFetched()
    {
        var key = _hub.Kaz.Certificate.GetECDsaPrivateKey()!;
        var client = new CertificateService.CertificateServiceClient(_hub.Channel(_hub.Kaz.Certificate));
        (await RenewAsync(client, key)).State.ShouldBe(CertificateState.Requested);
        (await RenewAsync(client, key)).State.ShouldBe(CertificateState.Requested);
        var listed = (await Admin().ListEnrolmentsAsync(new())).Enrolments.ShouldHaveSingleItem();
        (listed.Renewal, listed.Fingerprint).ShouldBe((true, ""));

        await Admin().ApproveEnrolmentAsync(new() { Id = listed.Id });
        using var certificate = _hub.Pki.Issue("KAZ", key, _hub.Now.AddDays(29));
        await Admin().DeliverCertificateAsync(new() { Id = listed.Id, Certificate = certificate.ExportCertificatePem() });

        // That one ends within thirty days: the next request is a new one.
        (await RenewAsync(client, key)).State.ShouldBe(CertificateState.Requested);
    }

    [Fact]
    public async Task Renew_KeyThatTheDirectoryDoesNotList_IsRefused()
    {
        var client = new CertificateService.CertificateServiceClient(_hub.Channel(_hub.Kaz.Certificate));

        (await Calls.RefusalOfAsync(() => RenewAsync(client, _key))).Code.ShouldBe(ErrorCode.InvalidInput);
    }

    private static Task<RenewCertificateResponse> RenewAsync(CertificateService.CertificateServiceClient client, ECDsa key) =>
        client.RenewCertificateAsync(new RenewCertificateRequest { CertificateRequest = Csr(key) }).ResponseAsync.WaitAsync(TestHub.Patience);

    private static ByteString Mutate(ByteString bytes, int seed)
    {
        var copy = bytes.ToByteArray();
        copy[(seed * 37) % copy.Length] ^= (byte)(1 << (seed % 8));
        return ByteString.CopyFrom(seed % 5 == 0 ? copy[..(copy.Length / 2)] : copy);
    }

    private static Digest KeyOf(ECDsa key) => Digest.Of(key.ExportSubjectPublicKeyInfo());

    private static ByteString Csr(ECDsa key) =>
        ByteString.CopyFrom(new CertificateRequest("CN=whoever", key, HashAlgorithmName.SHA256).CreateSigningRequest());

    private static ByteString Entry(string member, ECDsa key)
    {
        var entry = new Member { Id = member, DisplayName = member };
        entry.Keys.Add(new Contracts.Directory.V1.PublicKey { Use = Contracts.Directory.V1.KeyUse.Tls, Key = ByteString.CopyFrom(KeyOf(key).AsSpan()), ValidFromMs = 1 });
        entry.Desks.Add(new DeskEntry { Name = "Desk", Contact = "desk@example.org" });
        return entry.ToByteString();
    }

    private RequestEnrolmentRequest Request(byte[] token, ECDsa? key = null, ByteString? entry = null) => new()
    {
        Token = ByteString.CopyFrom(token),
        CertificateRequest = Csr(key ?? _key),
        MemberEntry = entry ?? Entry("TKM", key ?? _key),
    };

    private async Task<byte[]> InviteAsync(uint hours = 24) =>
        (await Admin().InviteMemberAsync(new() { Member = "TKM", ValidHours = hours })).Token.ToByteArray();

    private EnrolmentAdminService.EnrolmentAdminServiceClient Admin() => new(_hub.AdminCalls);

    private async Task<RequestEnrolmentResponse> EnrolAsync(RequestEnrolmentRequest request) =>
        await new EnrolmentService.EnrolmentServiceClient(Channel()).RequestEnrolmentAsync(request).ResponseAsync.WaitAsync(TestHub.Patience);

    private async Task<ErrorCode> RefusedAsync(RequestEnrolmentRequest request) => (await Calls.RefusalOfAsync(() => EnrolAsync(request))).Code;

    private GrpcChannel Channel()
    {
        if (_channels.Count > 0 && _port == _hub.Host.EnrolmentPort)
        {
            return _channels[^1];
        }

        _port = _hub.Host.EnrolmentPort;
        // Known by its key alone, as the invitation says: the node has no authority to ask yet.
        var handler = GrpcTls.CreateClientHandler(identity: null, TlsTrust.FromKeys(certificate => CallerKey.Of(certificate).Spki == _hub.Descriptor.TlsKey));
        var channel = GrpcChannel.ForAddress($"https://localhost:{_hub.Host.EnrolmentPort}", new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        _channels.Add(channel);
        return channel;
    }
}
