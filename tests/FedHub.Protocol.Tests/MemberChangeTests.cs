using FedHub.Contracts.Directory.V1;
using FedHub.Cryptography;
using Google.Protobuf;

namespace FedHub.Protocol.Tests;

public sealed class MemberChangeTests : IDisposable
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly SigningKey _federation = SigningKey.Generate();
    private readonly SigningKey _listed = SigningKey.Generate();
    private readonly SigningKey _next = SigningKey.Generate();
    private readonly DirectoryDocument _document;

    public MemberChangeTests()
    {
        var first = DirectoryDocument.New(new DirectoryTrust("test", new FederationKeySet(1, [_federation.PublicKey])));
        first.Admit(JsonFormatter.Default.Format(Entry(_listed.PublicKey)));
        first.SetHubTlsKey(Digest.Of("hub"u8), _now);
        first.SetRuleSet(1, Digest.Of("rules"u8));
        _document = DirectoryDocument.After(first.Sign(_now, TimeSpan.FromDays(30), _federation));
    }

    public void Dispose()
    {
        _federation.Dispose();
        _listed.Dispose();
        _next.Dispose();
    }

    [Fact]
    public void Admit_SignedByOldAndNew_ReplacesTheEntry()
    {
        _document.Admit(Change([_listed, _next]), _now).ToString().ShouldBe("KAZ");

        DirectoryVerifier.VerifySuccessor(_document.Sign(_now, TimeSpan.FromDays(30), _federation), Previous()).IsAccepted(out var directory, out _).ShouldBeTrue();
        directory!.Members.Single().SigningKeysAt(_now.AddMinutes(1)).ShouldBe([_listed.PublicKey, _next.PublicKey]);
    }

    [Fact]
    public void Admit_NotSignedByTheNewKey_IsRefused() => CodeOf(Change([_listed])).ShouldBe(ErrorCode.SignatureInvalid);

    [Fact]
    public void Admit_NotSignedByAListedKey_IsRefused() => CodeOf(Change([_next])).ShouldBe(ErrorCode.SignatureInvalid);

    [Theory]
    [InlineData(-8 * 24 * 60)]
    [InlineData(11)]
    public void Admit_OldOrOfTheFuture_IsRefused(int minutes) => CodeOf(Change([_listed, _next], _now.AddMinutes(minutes))).ShouldBe(ErrorCode.Expired);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Admit_MadeUnderAnotherDirectory_IsRefused(ulong version) => CodeOf(Change([_listed, _next], version: version)).ShouldBe(ErrorCode.DirectoryStale);

    [Fact]
    public void Admit_MemberThatIsNotListed_IsRefused()
    {
        var entry = Entry(_listed.PublicKey);
        entry.Id = "UZB";

        CodeOf(MemberChangeCodec.Sign(entry, 1, _now, _listed)).ShouldBe(ErrorCode.InvalidInput);
    }

    [Fact]
    public void Admit_BySuspendedMember_LeavesItSuspended()
    {
        _document.SetSuspended(Cryptography.Match.MemberId.Parse("KAZ"), suspended: true);

        _document.Admit(Change([_listed, _next]), _now);

        _document.ToJson().ShouldContain("\"suspended\": true");
    }

    [Fact]
    public void Admit_MutatedBytes_AreRefusedAndNeverThrowAnythingElse()
    {
        var bytes = EnvelopeJson.Format(Change([_listed, _next]));
        for (var i = 0; i < bytes.Length; i += 3)
        {
            var mutated = bytes.ToArray();
            mutated[i] ^= 0x15;
            if (EnvelopeJson.TryParse(mutated, out var envelope))
            {
                var document = DirectoryDocument.FromJson(_document.ToJson());
                try
                {
                    // Bytes outside of what is signed, as the case of a key id's digit, may change without harm.
                    document.Admit(envelope, _now);
                    envelope.Payload.ToArray().ShouldBe(Change([_listed, _next]).Payload.ToArray());
                }
                catch (FedHubException)
                {
                    // The expected end.
                }
            }
        }
    }

    [Fact]
    public void Fingerprint_OfTheSameChange_IsTheSameInEightGroups()
    {
        var change = Change([_listed, _next]);

        MemberChangeCodec.FingerprintOf(change).ShouldMatch("^([0-9a-f]{4}-){7}[0-9a-f]{4}$");
        MemberChangeCodec.FingerprintOf(change).ShouldNotBe(MemberChangeCodec.FingerprintOf(Change([_listed, _next], _now.AddMinutes(1))));
    }

    private FederationDirectory Previous()
    {
        var first = DirectoryDocument.New(new DirectoryTrust("test", new FederationKeySet(1, [_federation.PublicKey])));
        first.Admit(JsonFormatter.Default.Format(Entry(_listed.PublicKey)));
        first.SetHubTlsKey(Digest.Of("hub"u8), _now);
        first.SetRuleSet(1, Digest.Of("rules"u8));
        return DirectoryVerifier.VerifyFirst(
            first.Sign(_now, TimeSpan.FromDays(30), _federation), new DirectoryTrust("test", new FederationKeySet(1, [_federation.PublicKey]))).OrThrow();
    }

    private Envelope Change(SigningKey[] signers, DateTimeOffset? at = null, ulong version = 1) =>
        MemberChangeCodec.Sign(Entry(_listed.PublicKey, _next.PublicKey), version, at ?? _now, signers);

    private ErrorCode CodeOf(Envelope change) => Should.Throw<FedHubException>(() => _document.Admit(change, _now)).Refusal.Code;

    private static Member Entry(params VerificationKey[] signing)
    {
        var entry = new Member { Id = "KAZ", DisplayName = "Kazakhstan" };
        entry.Keys.AddRange(signing.Select(key => Key(KeyUse.Signing, key.ToArray())));
        entry.Keys.Add(Key(KeyUse.Sealing, Digest.Of("sealing"u8).ToArray()));
        entry.Keys.Add(Key(KeyUse.Tls, Digest.Of("tls"u8).ToArray()));
        entry.Desks.Add(new DeskEntry { Name = "Desk", Contact = "desk@example.org" });
        return entry;
    }

    private static PublicKey Key(KeyUse use, byte[] key) => new()
    {
        Use = (Contracts.Directory.V1.KeyUse)(int)use,
        Key = ByteString.CopyFrom(key),
        ValidFromMs = _now.ToUnixTimeMilliseconds(),
    };
}
