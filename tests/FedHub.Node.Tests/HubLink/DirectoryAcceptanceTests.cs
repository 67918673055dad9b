using FedHub.Cryptography;
using FedHub.Matching;
using FedHub.Node.HubLink;
using FedHub.Node.Tests.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Tests.HubLink;

public sealed class DirectoryAcceptanceTests : IAsyncLifetime
{
    private readonly SigningKey _federation = SigningKey.Generate();
    private TestNode _node = null!;
    private DirectoryDocument _document = null!;

    public async Task InitializeAsync()
    {
        _node = await TestNode.CreateAsync();
        var trust = new DirectoryTrust("test", new FederationKeySet(1, [_federation.PublicKey]));
        await File.WriteAllTextAsync(_node.Configuration.FederationTrustFile, trust.ToJson());
        _document = DirectoryDocument.New(trust);
        _document.SetRuleSet(RuleSet.Current.Version, Digest.FromBytes(RuleSet.Current.Hash.Span));
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _federation.Dispose();
    }

    [Fact]
    public async Task Directories_HandedOver_AreTakenOneAfterTheOtherAndOnce()
    {
        var (first, second) = (Sign(_federation), Sign(_federation));
        await _node.Database.DisposeAsync();

        (await AcceptAsync(first)).ShouldBe(1ul);
        (await AcceptAsync(second)).ShouldBe(2ul);
        (await AcceptAsync(second)).ShouldBe(2ul);

        await Should.ThrowAsync<FedHubException>(() => AcceptAsync(first));
    }

    [Fact]
    public async Task Directory_NotSignedByTheFederation_IsRefused()
    {
        using var other = SigningKey.Generate();
        await _node.Database.DisposeAsync();

        (await Should.ThrowAsync<FedHubException>(() => AcceptAsync(Sign(other)))).Refusal.Code.ShouldBe(ErrorCode.SignatureInvalid);
    }

    [Fact]
    public async Task NodeThatRuns_IsLeftAlone() =>
        (await Should.ThrowAsync<FedHubException>(() => AcceptAsync(Sign(_federation)))).Refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);

    private Task<ulong> AcceptAsync(Envelope directory) => DirectoryAcceptance.AcceptAsync(_node.Configuration, directory, _node.Time, CancellationToken.None);

    private Envelope Sign(SigningKey key)
    {
        var signed = _document.Sign(_node.Time.GetUtcNow(), TimeSpan.FromDays(30), key);
        _document = DirectoryDocument.After(signed);
        return signed;
    }
}
