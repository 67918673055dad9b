using FedHub.Cryptography.Match;
using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Transparency.Tests;

public sealed class AuditPayloadTests
{
    /// <summary>u8 1 ‖ u16 2 ‖ "KAZ" ‖ "q1" ‖ u16 1 ‖ "slot" ‖ "UZB/p/name".</summary>
    private const string Example = "01" + "0002" + "00034b415a" + "00027131" + "0001" + "0004736c6f74" + "000a555a422f702f6e616d65";

    private static readonly AuditPayload _example =
        new(AuditKind.AnswerDelivered, MemberId.Parse("KAZ"), "q1", [new AuditDetail("slot", "UZB/p/name")]);

    [Fact]
    public void Encode_OfTheWorkedExample_IsWrittenOut() => Convert.ToHexStringLower(_example.Encode()).ShouldBe(Example);

    [Fact]
    public void TryDecode_OfTheWorkedExample_GivesItsParts()
    {
        AuditPayload.TryDecode(Convert.FromHexString(Example), out var payload).ShouldBeTrue();

        payload.Kind.ShouldBe(AuditKind.AnswerDelivered);
        payload.Member.ShouldBe(MemberId.Parse("KAZ"));
        payload.Subject.ShouldBe("q1");
        payload.Details.ShouldBe([new AuditDetail("slot", "UZB/p/name")]);
    }

    [Fact]
    public void Encode_OfTheHubsOwnEntry_HasAnEmptyMember()
    {
        var bytes = new AuditPayload(AuditKind.PayloadsErased, null, string.Empty, []).Encode();

        Convert.ToHexStringLower(bytes).ShouldBe("01001200000000" + "0000");
        AuditPayload.TryDecode(bytes, out var payload).ShouldBeTrue();
        payload.Member.ShouldBeNull();
    }

    [Fact]
    public void Encode_OfMoreThanAnEntryHolds_Throws()
    {
        var half = new AuditDetail("x", new string('y', 40_000));

        Should.Throw<InvalidOperationException>(() => new AuditPayload(AuditKind.PolicyChanged, null, "s", [half, half]).Encode());
    }

    [Theory]
    [InlineData("02" + "0002" + "0000" + "0000" + "0000", "another version")]
    [InlineData("01" + "0000" + "0000" + "0000" + "0000", "no kind")]
    [InlineData("01" + "0017" + "0000" + "0000" + "0000", "an unknown kind")]
    [InlineData("01" + "0002" + "00036b617a" + "0000" + "0000", "a lower-case member")]
    [InlineData("01" + "0002" + "00035a5a5a" + "0000" + "0000", "the canary's country")]
    [InlineData("01" + "0002" + "0000" + "0001ff" + "0000", "not UTF-8")]
    [InlineData("01" + "0002" + "0000" + "0000" + "ffff", "details that are not there")]
    [InlineData("01" + "0002" + "0000" + "0000" + "0000" + "00", "a byte too many")]
    public void TryDecode_OfMalformedBytes_IsRefused(string hex, string because) =>
        AuditPayload.TryDecode(Convert.FromHexString(hex), out _).ShouldBeFalse(because);

    [Fact]
    public void TryDecode_OfMutatedBytes_GivesNothingOrWhatEncodesToThem()
    {
        var original = _example.Encode();
        var mutation = Gen.Choose(0, original.Length - 1).Two().Zip(Gen.Choose(0, 255), (places, value) => (places.Item1, places.Item2, value));
        Prop.ForAll(mutation.ToArbitrary(), change =>
        {
            var bytes = original.ToArray();
            bytes[change.Item1] = (byte)change.value;
            bytes[change.Item2] ^= 0x40;
            return !AuditPayload.TryDecode(bytes, out var payload) || payload.Encode().AsSpan().SequenceEqual(bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void TryDecode_OfEveryPrefix_IsRefused()
    {
        var bytes = _example.Encode();
        for (var length = 0; length < bytes.Length; length++)
        {
            AuditPayload.TryDecode(bytes.AsSpan(0, length), out _).ShouldBeFalse();
        }
    }

    [Fact]
    public void Kinds_HaveDistinctTokensAndNumbersFromOne()
    {
        AuditKinds.All.Length.ShouldBe(Enum.GetValues<AuditKind>().Length - 1);
        AuditKinds.All.Select(kind => (int)kind).ShouldBe(Enumerable.Range(1, 22));
        AuditKinds.All.Select(kind => kind.ToToken()).Distinct(StringComparer.Ordinal).Count().ShouldBe(22);
        AuditKind.DisclosureAnswered.ToToken().ShouldBe("disclosure-answered");
        AuditKind.BudgetRefused.ToToken().ShouldBe("budget-refused");
        foreach (var kind in AuditKinds.All)
        {
            AuditKinds.TryParse(kind.ToToken(), out var parsed).ShouldBeTrue();
            parsed.ShouldBe(kind);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("Query-Submitted")]
    public void Kinds_OfOtherWords_AreRefused(string? token) => AuditKinds.TryParse(token, out _).ShouldBeFalse();

    [Fact]
    public void IdempotencyKey_DiffersByKindAndDistinguisher()
    {
        var key = IdempotencyKey.Derive(AuditKind.QuerySubmitted, "a"u8);

        // SHA-256("fedhub event v1" ‖ 0001 ‖ "a")
        key.ToString().ShouldBe("068d8124ab77e87f251aa15bc8ae50737b6f7f97392695f8c41ed90cb5c28502");
        key.ShouldNotBe(IdempotencyKey.Derive(AuditKind.AnswerDelivered, "a"u8));
        key.ShouldNotBe(IdempotencyKey.Derive(AuditKind.QuerySubmitted, "b"u8));
        IdempotencyKey.TryFromBytes(key.ToArray(), out var read).ShouldBeTrue();
        read.ShouldBe(key);
        IdempotencyKey.TryFromBytes(new byte[31], out _).ShouldBeFalse();
    }
}
