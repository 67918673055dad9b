using System.Globalization;
using System.Text;
using FedHub.Cryptography;

namespace FedHub.Transparency.Tests;

public sealed class TrustPolicyTests
{
    private static readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private static string Log => TestLogs.Signer.VerificationKey.ToString();

    [Fact]
    public void Policy_OfTheSpecificationsExample_IsRead()
    {
        var policy = Parse($"""
            log {Log}

            witness X1 {Key(1)}
            witness X2 {Key(2)}
            witness X3 {Key(3)}
            group X-witnesses 2 X1 X2 X3

            witness Y1 {Key(4)}
            witness Y2 {Key(5)}
            witness Y3 {Key(6)}
            group Y-witnesses any Y1 Y2 Y3

            group X-and-Y all X-witnesses Y-witnesses
            quorum X-and-Y

            """);

        policy.Logs.Select(log => log.Origin).ShouldBe([TestLogs.Origin]);
        policy.Witnesses.Select(witness => witness.Name).ShouldBe(["X1", "X2", "X3", "Y1", "Y2", "Y3"]);
        var quorum = policy.Quorum.ShouldBeOfType<PolicyGroup>();
        quorum.Threshold.ShouldBe(2);
        quorum.Members.Cast<PolicyGroup>().Select(group => (group.Name, group.Threshold, group.Members.Length))
            .ShouldBe([("X-witnesses", 2, 3), ("Y-witnesses", 1, 3)]);
    }

    [Fact]
    public void Policy_WithNothingButQuorumNone_IsRead()
    {
        var policy = Parse("quorum none");

        policy.Quorum.ShouldBeNull();
        policy.Logs.ShouldBeEmpty();
    }

    [Fact]
    public void Policy_WithCommentsTabsAndUrls_IsRead()
    {
        var policy = Parse($"\n# comment\n\t # another\n\twitness \t w1  {Key(1)}   https://w1.example/  \n\nlog {Log} https://log.example/\n  quorum\tw1");

        policy.Witnesses.Single().Url.ShouldBe("https://w1.example/");
        policy.Logs.Single().Url.ShouldBe("https://log.example/");
        policy.Quorum.ShouldBe(policy.Witnesses.Single());
    }

    [Fact]
    public void Policy_WithKeywordsAsNames_IsRead()
    {
        var policy = Parse($"witness all {Key(1)}\nwitness any {Key(2)}\ngroup group 2 all any\nquorum group\n");

        policy.Quorum.ShouldBeOfType<PolicyGroup>().Members.Select(member => member.Name).ShouldBe(["all", "any"]);
    }

    [Fact]
    public void Policy_WithOctetsThatAreNoText_ComparesThemAsTheyAre()
    {
        byte[] name = [(byte)'w', 0x80];
        byte[] kelvin = [0xe2, 0x84, 0xaa];
        var key = Encoding.ASCII.GetBytes(Key(1));

        TrustPolicy.TryParse([.. "witness "u8, .. name, (byte)' ', .. key, .. "\nquorum "u8, .. name], out var policy, out _).ShouldBeTrue();
        policy!.Witnesses.Single().Name.ShouldBe("w\u0080");
        TrustPolicy.TryParse([.. "witness K "u8, .. key, .. "\nquorum "u8, .. kelvin], out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void Policy_WithManyDefinitions_IsReadUpToTheLimit()
    {
        var text = new StringBuilder();
        for (var i = 0; i < TrustPolicy.MaxDefinitions; i++)
        {
            var cosigner = NoteVerificationKey.ForCosignature(KeyName.Parse($"w{i}"), NewPublicKey(i));
            text.Append(CultureInfo.InvariantCulture, $"witness w{i} {cosigner}\n");
        }

        Parse(text + "quorum w0\n").Witnesses.Length.ShouldBe(1024);
        Refuse($"{text}log {Log}\nquorum w0\n").Line.ShouldBe(1025);
    }

    [Theory]
    [InlineData(1, "quorum none\u0001\n")]
    [InlineData(1, "quorum none\r\n")]
    [InlineData(1, "quibble w1\nquorum none\n")]
    [InlineData(1, "witness w1 KEY1 https://w1.example/ # no comment\nquorum w1\n")]
    [InlineData(1, "log\nquorum none\n")]
    [InlineData(1, "log garbage\nquorum none\n")]
    [InlineData(1, "log KEY1\nquorum none\n")]
    [InlineData(2, "log LOG\nlog LOG https://log.example/\nquorum none\n")]
    [InlineData(1, "witness w1\nquorum none\n")]
    [InlineData(1, "witness w1 LOG\nquorum w1\n")]
    [InlineData(1, "witness none KEY1\nquorum none\n")]
    [InlineData(2, "witness w1 KEY1\nwitness w1 KEY2\nquorum w1\n")]
    [InlineData(2, "witness w1 KEY1\nwitness w2 KEY1\nquorum w1\n")]
    [InlineData(2, "witness w1 KEY1\nwitness w2 IMPOSTOR1\nquorum w1\n")]
    [InlineData(2, "log LOG\nwitness w1 SELF\nquorum w1\n")]
    [InlineData(2, "witness w1 SELF\nlog LOG\nquorum w1\n")]
    [InlineData(2, "witness w1 KEY1\ngroup w1 any w1\nquorum w1\n")]
    [InlineData(2, "witness w1 KEY1\ngroup g1 1\nquorum w1\n")]
    [InlineData(2, "witness w1 KEY1\ngroup none any w1\nquorum none\n")]
    [InlineData(2, "witness w1 KEY1\ngroup g1 0 w1\nquorum g1\n")]
    [InlineData(2, "witness w1 KEY1\ngroup g1 -1 w1\nquorum g1\n")]
    [InlineData(2, "witness w1 KEY1\ngroup g1 01 w1\nquorum g1\n")]
    [InlineData(2, "witness w1 KEY1\ngroup g1 2 w1\nquorum g1\n")]
    [InlineData(2, "witness w1 KEY1\ngroup g1 4294967297 w1\nquorum g1\n")]
    [InlineData(2, "witness w1 KEY1\ngroup g1 any w2\nquorum g1\n")]
    [InlineData(1, "group g1 any w1\nwitness w1 KEY1\nquorum g1\n")]
    [InlineData(2, "witness w1 KEY1\ngroup g1 any none w1\nquorum g1\n")]
    [InlineData(2, "witness w1 KEY1\ngroup g1 all w1 w1\nquorum g1\n")]
    [InlineData(4, "witness w1 KEY1\nwitness w2 KEY2\ngroup g1 any w1 w2\ngroup g2 any w1\nquorum g1\n")]
    [InlineData(2, "witness w1 KEY1\ngroup g1 any g1\nquorum g1\n")]
    [InlineData(0, "witness w1 KEY1\n")]
    [InlineData(0, "")]
    [InlineData(3, "witness w1 KEY1\nquorum w1\nquorum w1\n")]
    [InlineData(2, "quorum none\nquorum none\n")]
    [InlineData(1, "quorum unknown\n")]
    [InlineData(1, "quorum w1\nwitness w1 KEY1\n")]
    [InlineData(1, "quorum\n")]
    [InlineData(1, "quorum w1 w2\n")]
    [InlineData(1, "Quorum none\n")]
    public void Policy_WithAnError_IsRefusedWithItsLine(int line, string text)
    {
        var error = Refuse(text.Replace("IMPOSTOR1", Impostor(), StringComparison.Ordinal).Replace("KEY1", Key(1), StringComparison.Ordinal)
            .Replace("KEY2", Key(2), StringComparison.Ordinal).Replace("SELF", LogAsWitness(), StringComparison.Ordinal).Replace("LOG", Log, StringComparison.Ordinal));

        error.Line.ShouldBe(line);
        error.Message.ShouldStartWith(line == 0 ? "The policy " : $"Line {line} ");
    }

    [Theory]
    [InlineData(new[] { 1, 2, 3 }, true)]
    [InlineData(new[] { 1, 3 }, true)]
    [InlineData(new[] { 1, 2 }, true)]
    [InlineData(new[] { 1 }, false)]
    [InlineData(new[] { 2, 3 }, false)]
    [InlineData(new int[0], false)]
    public void Quorum_OfGroups_CountsEachWitnessInItsPlace(int[] cosigners, bool satisfied)
    {
        var policy = Parse($"log {Log}\nwitness w1 {Key(1)}\nwitness w2 {Key(2)}\nwitness w3 {Key(3)}\ngroup inner any w2 w3\ngroup outer all w1 inner\nquorum outer\n");
        var signed = cosigners.Aggregate(TestLogs.Checkpoint(TreeHead.Empty), (signed, number) => signed.With(TestLogs.OtherWitness(number).Cosign(signed.Note, _now)));

        var verdict = policy.Verify(signed, _now);

        verdict.Fault.ShouldBe(satisfied ? PolicyFault.None : PolicyFault.QuorumMissing);
        verdict.Witnesses.Select(witness => witness.Name).ShouldBe(cosigners.Select(number => $"w{number}"));
    }

    [Fact]
    public void Verify_WithACosignatureOfTheFuture_DoesNotCountIt()
    {
        var policy = Parse($"log {Log}\nwitness w1 {Key(1)}\nquorum w1\n");
        var signed = TestLogs.Checkpoint(TreeHead.Empty);
        signed = signed.With(TestLogs.OtherWitness(1).Cosign(signed.Note, _now));

        policy.Verify(signed, _now).Fault.ShouldBe(PolicyFault.None);
        policy.Verify(signed, _now.AddSeconds(-1)).Fault.ShouldBe(PolicyFault.QuorumMissing);
    }

    [Fact]
    public void Verify_WithoutTheLogsSignature_IsRefused()
    {
        var policy = Parse($"log {Log}\nwitness w1 {Key(1)}\nquorum w1\n");
        var note = SignedNote.Unsigned(new Checkpoint(TestLogs.Origin, TreeHead.Empty).ToString());
        var signed = new SignedCheckpoint(new Checkpoint(TestLogs.Origin, TreeHead.Empty), note.With(TestLogs.OtherWitness(1).Cosign(note, _now)));

        policy.Verify(signed, _now).Fault.ShouldBe(PolicyFault.NotSignedByLog);
    }

    [Fact]
    public void Verify_SignedByAnotherLogOfThePolicy_IsRefused()
    {
        using var key = SigningKey.Generate();
        var other = new NoteSigner(KeyName.Parse("other.example/log"), key);
        var policy = Parse($"log {Log}\nlog {other.VerificationKey}\nquorum none\n");
        var checkpoint = new Checkpoint(TestLogs.Origin, TreeHead.Empty);

        policy.Verify(new SignedCheckpoint(checkpoint, other.Sign(SignedNote.Unsigned(checkpoint.ToString()))), _now).Fault.ShouldBe(PolicyFault.NotSignedByLog);
    }

    [Fact]
    public void Verify_OfALogThatThePolicyDoesNotKnow_SaysSo() =>
        Parse("quorum none\n").Verify(TestLogs.Checkpoint(TreeHead.Empty), _now).Fault.ShouldBe(PolicyFault.UnknownLog);

    [Fact]
    public void Policy_Mutated_NeverThrowsAndNamesALine()
    {
        var text = Encoding.UTF8.GetBytes($"log {Log} https://log.example/\nwitness w1 {Key(1)}\nwitness w2 {Key(2)}\ngroup g 1 w1 w2\nquorum g\n");
        var read = 0;
        foreach (var bytes in Mutations.Fuzzed(text, 5_000))
        {
            if (TrustPolicy.TryParse(bytes, out var policy, out var error))
            {
                read++;
                policy.Quorum?.IsSatisfiedBy(new HashSet<NoteVerificationKey>()).ShouldBeFalse();
            }
            else
            {
                error.Line.ShouldBeInRange(0, 20);
            }
        }

        read.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Policy_BeyondTheLimit_IsRefused() => Refuse("quorum none\n" + new string('#', TrustPolicy.MaxSize)).Line.ShouldBe(0);

    private static string Key(int number) => TestLogs.OtherWitness(number).VerificationKey.ToString();

    /// <summary>The public key of witness 1 under another name.</summary>
    private static string LogAsWitness()
    {
        _ = VerificationKey.TryFromBytes(TestLogs.Signer.VerificationKey.PublicKey.Span, out var key);
        return NoteVerificationKey.ForCosignature(KeyName.Parse("self.example"), key).ToString();
    }

    private static string Impostor()
    {
        _ = VerificationKey.TryFromBytes(TestLogs.OtherWitness(1).VerificationKey.PublicKey.Span, out var key);
        return NoteVerificationKey.ForCosignature(KeyName.Parse("impostor.example"), key).ToString();
    }

    private static VerificationKey NewPublicKey(int number)
    {
        using var key = SigningKey.ImportSeed(Digest.Of(BitConverter.GetBytes(number)).ToArray());
        return key.PublicKey;
    }

    private static TrustPolicy Parse(string text)
    {
        TrustPolicy.TryParse(Encoding.UTF8.GetBytes(text), out var policy, out var error).ShouldBeTrue(error?.Message);
        return policy!;
    }

    private static TrustPolicyError Refuse(string text)
    {
        TrustPolicy.TryParse(Encoding.UTF8.GetBytes(text), out _, out var error).ShouldBeFalse();
        return error!;
    }
}
