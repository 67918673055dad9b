using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Transparency;

namespace FedHub.Protocol.Tests.Log;

/// <summary>What proves that a directory was witnessed, and what does not.</summary>
public sealed class DirectoryWitnessTests : IDisposable
{
    private static readonly string[] _members = ["KAZ", "KGZ", "TJK"];

    private readonly SigningKey _federation = SigningKey.Generate();
    private readonly SigningKey _log = SigningKey.Generate();
    private readonly Dictionary<string, SigningKey> _witnesses = _members.ToDictionary(member => member, _ => SigningKey.Generate());
    private readonly DirectoryTrust _trust;
    private DirectoryDocument _document;

    public DirectoryWitnessTests()
    {
        _trust = new DirectoryTrust("central-asia", new FederationKeySet(1, [_federation.PublicKey]));
        _document = DirectoryDocument.New(_trust);
        _document.SetHubTlsKey(Digest.Of("hub"u8), Now.AddDays(-1));
        _document.SetLogKey(_log.PublicKey, Now.AddDays(-1));
        _document.SetRuleSet(1, TestFederation.RuleSet);
    }

    private static DateTimeOffset Now => TestFederation.Now;

    public void Dispose()
    {
        _federation.Dispose();
        _log.Dispose();
        _witnesses.Values.ToList().ForEach(key => key.Dispose());
    }

    [Fact]
    public void Majority_OfTheDirectoryBefore_IsEnough_AndLessIsNot()
    {
        var (previous, next) = (Sign(_members), Sign([]));

        Check(next, previous, Prove(next, "KAZ", "TJK")).ShouldBeNull();
        Check(next, previous, Prove(next, _members)).ShouldBeNull();
        foreach (var few in (string[][])[[], ["KGZ"]])
        {
            var refusal = Check(next, previous, Prove(next, few)).ShouldNotBeNull();
            (refusal.Code, refusal.HeldVersion).ShouldBe((ErrorCode.LogProofInvalid, 1ul));
        }

        Check(next, previous, null).ShouldNotBeNull();
    }

    [Fact]
    public void FirstDirectory_AndThoseAfterFewerThanThreeWitnesses_NeedNone()
    {
        var first = Sign("KAZ", "KGZ");
        var second = Sign("TJK");
        var third = Sign([]);

        DirectoryWitness.Check(first, null, null, Now).ShouldBeNull();
        Check(second, first, null).ShouldBeNull();
        Check(third, second, null).ShouldNotBeNull();
    }

    [Fact]
    public void ProofOfAnotherEntry_ProvesNothing()
    {
        var (previous, next, after) = (Sign(_members), Sign([]), Sign([]));

        Check(next, previous, Prove(after, _members)).ShouldNotBeNull();
        Check(next, previous, Prove(next, payload: payload => payload with { Kind = AuditKind.MemberAdmitted })).ShouldNotBeNull();
        Check(next, previous, Prove(next, payload: payload => payload with { Member = MemberId.Parse("KAZ") })).ShouldNotBeNull();
        Check(next, previous, Prove(next, payload: payload => payload with { Details = [.. payload.Details, new AuditDetail("digest", "")] })).ShouldNotBeNull();
        Check(next, previous, Prove(next, payload: payload => payload with { Details = [] })).ShouldNotBeNull();
    }

    [Fact]
    public void Entry_ThatIsNotInTheTree_ProvesNothing()
    {
        var (previous, next) = (Sign(_members), Sign([]));
        var proof = Prove(next, _members);

        Check(next, previous, proof with { UnixMilliseconds = proof.UnixMilliseconds - 1 }).ShouldNotBeNull();
        Check(next, previous, proof with { Receipt = proof.Receipt with { Index = 0 } }).ShouldNotBeNull();
    }

    [Fact]
    public void OtherLog_AndWitnessesOfTheNewDirectoryAlone_ProveNothing()
    {
        var previous = Sign(_members);
        using var other = SigningKey.Generate();
        _document.SetLogKey(other.PublicKey, Now);
        var next = Sign("TKM", "UZB");

        Check(next, previous, Prove(next, _log, "KAZ", "TKM", "UZB")).ShouldNotBeNull();
        Check(next, previous, Prove(next, other, _members)).ShouldNotBeNull();
        Check(next, previous, Prove(next, _log, _members)).ShouldBeNull();
    }

    [Fact]
    public void CosignatureFromTheFuture_CountsForNothing()
    {
        var (previous, next) = (Sign(_members), Sign([]));

        Check(next, previous, Prove(next, _log, Now.AddHours(1), _members)).ShouldNotBeNull();
    }

    [Fact]
    public void NodeThatWasAwayForMonths_TakesWhatWasWitnessedThen()
    {
        var (previous, next) = (Sign(_members), Sign([]));

        DirectoryWitness.Check(next, previous, Prove(next, "KAZ", "KGZ"), Now.AddDays(80)).ShouldBeNull();
    }

    private static Refusal? Check(FederationDirectory next, FederationDirectory previous, LogProof? proof) => DirectoryWitness.Check(next, previous, proof, Now);

    private FederationDirectory Sign(params string[] admitted)
    {
        foreach (var member in admitted)
        {
            using var node = SigningKey.Generate();
            var witness = _witnesses.TryGetValue(member, out var known) ? known : _witnesses[member] = SigningKey.Generate();
            var key = $$"""{"use":"KEY_USE_WITNESS","key":"{{Convert.ToBase64String(witness.PublicKey.ToArray())}}","validFromMs":"{{Now.AddDays(-1).ToUnixTimeMilliseconds()}}"}""";
            _document.Admit(TestFederation.Descriptor(member, node).Replace("\"keys\":[", "\"keys\":[" + key + ",", StringComparison.Ordinal));
        }

        var signed = _document.Sign(Now, TimeSpan.FromDays(90), _federation);
        _document = DirectoryDocument.After(signed);
        return DirectoryVerifier.Read(signed).OrThrow();
    }

    private LogProof Prove(FederationDirectory directory, params string[] cosigners) => Prove(directory, _log, cosigners);

    private LogProof Prove(FederationDirectory directory, Func<AuditPayload, AuditPayload> payload) => Prove(directory, _log, Now, _members, payload);

    private LogProof Prove(FederationDirectory directory, SigningKey log, params string[] cosigners) => Prove(directory, log, Now, cosigners);

    /// <summary>A log of two entries, the second of which is the directory's.</summary>
    private LogProof Prove(
        FederationDirectory directory, SigningKey log, DateTimeOffset cosignedAt, string[] cosigners, Func<AuditPayload, AuditPayload>? payload = null)
    {
        var entry = new AuditPayload(
            AuditKind.DirectoryPublished, null, FormattableString.Invariant($"{directory.Version}"), [new AuditDetail("digest", directory.Digest.ToString())]);
        var bytes = (payload?.Invoke(entry) ?? entry).Encode();
        var opening = new AuditOpening(AuditNonce.Random(), bytes);
        var leaf = new AuditLeaf(Now.ToUnixTimeMilliseconds(), AuditCommitment.Compute(opening.Nonce, bytes));
        var before = MerkleHash.Leaf("before"u8);
        var signer = new NoteSigner(LogNames.Origin("central-asia", log.PublicKey), log);
        var checkpoint = SignedCheckpoint.Sign(
            new Checkpoint(signer.VerificationKey.Name.ToString(), new TreeHead(2, MerkleHash.Node(before, leaf.Hash()))), signer);
        foreach (var member in cosigners)
        {
            checkpoint = checkpoint.With(new Cosigner(LogNames.Witness("central-asia", MemberId.Parse(member)), _witnesses[member]).Cosign(checkpoint.Note, cosignedAt));
        }

        return new LogProof(new LogReceiptFile(null, 1, [before], checkpoint), leaf.UnixMilliseconds, opening, null);
    }
}
