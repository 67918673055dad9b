using System.Text;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Matching;
using FedHub.Node.Access;
using FedHub.Node.HubLink;
using FedHub.Node.Officers;
using FedHub.Node.Tests.Responder;
using FedHub.Protocol;
using FedHub.Transparency;
using Google.Protobuf;

namespace FedHub.Node.Tests.HubLink;

/// <summary>What one member revokes, the others refuse themselves.</summary>
public sealed class RevokedCredentialsTests : IAsyncLifetime
{
    private static readonly byte[] _id = [.. Enumerable.Range(1, 16).Select(number => (byte)number)];

    private TestFederation _federation = null!;

    public async Task InitializeAsync() => _federation = await TestFederation.CreateAsync("r1,suspect,Aibek Serikov,1980-05-06,KAZ:N1234567,\n");

    public async Task DisposeAsync() => await _federation.DisposeAsync();

    [Fact]
    public async Task Query_UnderACredentialThatWasRevoked_IsRefusedByTheOwnerAfterOneRefresh()
    {
        var prepared = (await _federation.PrepareAsync(new MatchSubject { Documents = ["KAZ:N1234567"] })).Search!;
        var delivery = _federation.DeliveryOf(prepared);
        var officer = _federation.Asker.Officers.All.Single();
        await _federation.Asker.Officers.SuspendAsync(NodeCaller.Operator, officer.OfficerId, SuspensionReason.StolenKey, CancellationToken.None);
        await _federation.Asker.Statements.FlushAsync(CancellationToken.None);

        await _federation.Owner.Revoked.RefreshAsync(CancellationToken.None);

        (await Forgery.AnswerAsync(_federation, delivery)).Values.ShouldAllBe(refusal => refusal != null && refusal.Code == ErrorCode.CredentialInvalid);
    }

    [Fact]
    public async Task Disclosure_OfAQueryAnsweredBeforeTheRevocation_IsRefused()
    {
        await _federation.RunAsync((await _federation.PrepareAsync(new MatchSubject { Documents = ["KAZ:N1234567"] })).Search!);
        var genuine = _federation.Hub.DisclosureDeliveries.Last();
        var request = DisclosureRequest.Parser.ParseFrom(genuine.Request.Statement.Payload.Span);
        request.CreatedAtMs++;
        var statement = Envelope.Sign(PayloadTypes.DisclosureRequest, request.ToByteArray(), _federation.Asker.Keys.SigningKey);
        var matter = new LoggedMatter(
            AuditKind.DisclosureRequested, TestFederation.Kaz, Digest.Of(statement.Payload.Span).ToString(), LoggedMatter.ContentDigest, Digest.Of(genuine.Request.Content.Span));
        var again = genuine with { Request = genuine.Request with { Statement = statement }, Proof = _federation.Hub.Log.Prove(matter) };
        (await RefusalAsync(again)).ShouldBe(ErrorCode.Replayed);
        var officer = _federation.Asker.Officers.All.Single();
        await _federation.Asker.Officers.SuspendAsync(NodeCaller.Operator, officer.OfficerId, SuspensionReason.StolenKey, CancellationToken.None);
        await _federation.Asker.Statements.FlushAsync(CancellationToken.None);

        await _federation.Owner.Revoked.RefreshAsync(CancellationToken.None);

        (await RefusalAsync(again)).ShouldBe(ErrorCode.CredentialInvalid);
    }

    [Fact]
    public async Task Refresh_OfAStatementOfAnother_RevokesNothingOfThisMember()
    {
        // Kazakhstan states that a credential is revoked; the hub says that it was Uzbekistan.
        var statement = Statement(_federation.Asker, _id);
        _federation.Hub.Revocations.Add(new LoggedRevocation(0, TestFederation.Uzb, statement));
        _federation.Hub.Revocations.Add(new LoggedRevocation(1, TestFederation.Kaz, statement));

        await _federation.Owner.Revoked.RefreshAsync(CancellationToken.None);

        _federation.Owner.Revoked.Contains(TestFederation.Kaz, _id).ShouldBeTrue();
        _federation.Owner.Revoked.Contains(TestFederation.Uzb, _id).ShouldBeFalse();
    }

    [Fact]
    public async Task Refresh_OfWhatIsNoStatement_GoesOnWithTheNext()
    {
        _federation.Hub.Revocations.Add(new LoggedRevocation(0, TestFederation.Kaz, Envelope.Sign(PayloadTypes.Statement, "{}"u8.ToArray(), _federation.Asker.Keys.SigningKey)));
        _federation.Hub.Revocations.Add(new LoggedRevocation(7, TestFederation.Kaz, Statement(_federation.Asker, _id)));

        await _federation.Owner.Revoked.RefreshAsync(CancellationToken.None);

        _federation.Owner.Revoked.Contains(TestFederation.Kaz, _id).ShouldBeTrue();
    }

    [Fact]
    public async Task Refresh_ThenARestart_KnowsItWithoutTheHub()
    {
        _federation.Hub.Revocations.Add(new LoggedRevocation(3, TestFederation.Kaz, Statement(_federation.Asker, _id)));
        await _federation.Owner.Revoked.RefreshAsync(CancellationToken.None);
        _federation.Hub.Revocations.Clear();

        var owner = _federation.Owner;
        var restarted = new RevokedCredentials(_federation.Hub.For(TestFederation.Uzb, () => _federation.Current, _federation.Clock), owner.Directories, owner.Database, _federation.Clock);

        restarted.Contains(TestFederation.Kaz, _id).ShouldBeTrue();
        restarted.Contains(TestFederation.Kaz, new byte[16]).ShouldBeFalse();
        restarted.Contains(TestFederation.Kaz, new byte[15]).ShouldBeFalse();
    }

    private async Task<ErrorCode?> RefusalAsync(DisclosureDelivery delivery)
    {
        var answer = (await _federation.Owner.Disclosures.AnswerAsync(delivery, CancellationToken.None))!.Value.Answer;
        return DisclosureVerifier.VerifyAnswer(answer.Statement, answer.Content.Span, _federation.Current, _federation.Clock.GetUtcNow()).OrThrow().Refusal?.Code;
    }

    private static Envelope Statement(NodeComponents node, byte[] id) => Envelope.Sign(
        PayloadTypes.Statement, Encoding.UTF8.GetBytes($$"""{"v":1,"action":"credential-revoked","credentialId":"{{Convert.ToHexStringLower(id)}}"}"""), node.Keys.SigningKey);
}
