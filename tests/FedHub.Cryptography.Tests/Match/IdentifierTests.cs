using FedHub.Cryptography.Match;
using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Cryptography.Tests;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("KAZ")]
    [InlineData("UZB")]
    public void MemberId_OfACode_RoundTrips(string code) => MemberId.Parse(code).ToString().ShouldBe(code);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("KA")]
    [InlineData("KAZZ")]
    [InlineData("kaz")]
    [InlineData("K4Z")]
    [InlineData("КАЗ")]
    [InlineData("ZZZ")]
    public void MemberId_OfAnythingElse_IsRefused(string? text) => MemberId.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void MemberId_Canary_IsReservedAndEqualToNoMember() => MemberId.Canary.ToString().ShouldBe("ZZZ");

    [Theory]
    [InlineData("a", true)]
    [InlineData("persons-2", true)]
    [InlineData("abcdefghijklmnopqrstuvwxyz-01234", true)]
    [InlineData("abcdefghijklmnopqrstuvwxyz-012345", false)]
    [InlineData("", false)]
    [InlineData("-a", false)]
    [InlineData("2a", false)]
    [InlineData("Persons", false)]
    [InlineData("per sons", false)]
    [InlineData("persons\n", false)]
    [InlineData("a/b", false)]
    [InlineData("ä", false)]
    public void CollectionName_IsALetterAndUpTo31More(string text, bool valid) => CollectionName.TryParse(text, out _).ShouldBe(valid);

    [Fact]
    public void SlotId_OfItsText_RoundTrips()
    {
        var slot = SlotId.Parse("KAZ/persons/personal-number");

        slot.ShouldBe(new SlotId(MemberId.Parse("KAZ"), CollectionName.Parse("persons"), IdentifierClass.PersonalNumber));
        slot.ToString().ShouldBe("KAZ/persons/personal-number");
    }

    [Fact]
    public void SlotId_Encoded_IsWrittenOut() =>
        Convert.ToHexStringLower(SlotId.Parse("KAZ/persons/name").Encode()).ShouldBe("0003" + "4b415a" + "0007" + "706572736f6e73" + "04");

    [Theory]
    [InlineData("KAZ/persons")]
    [InlineData("KAZ/persons/names")]
    [InlineData("KAZ/persons/name/")]
    [InlineData("ZZZ/persons/name")]
    [InlineData("/persons/name")]
    [InlineData("")]
    public void SlotId_OfAnythingElse_IsRefused(string text) => SlotId.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void SlotId_Default_CannotBeHashed() => Should.Throw<InvalidOperationException>(() => default(SlotId).Encode());

    [Theory]
    [InlineData("0", 0u)]
    [InlineData("4294967295", uint.MaxValue)]
    public void EpochNumber_OfDigits_RoundTrips(string text, uint value)
    {
        EpochNumber.Parse(text).ShouldBe(new EpochNumber(value));
        new EpochNumber(value).ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("4294967296")]
    [InlineData("1e3")]
    public void EpochNumber_OfAnythingElse_IsRefused(string text) => EpochNumber.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void EpochNumber_AfterTheLast_Throws() => Should.Throw<OverflowException>(() => new EpochNumber(uint.MaxValue).Next());

    [Fact]
    public void QueryId_New_BeginsWithTheClocksMilliseconds()
    {
        var clock = new FixedClock(DateTimeOffset.FromUnixTimeMilliseconds(0x018b_cfe5_687b));

        var id = QueryId.New(clock);

        Convert.ToHexStringLower(id.ToArray())[..13].ShouldBe("018bcfe5687b7");
        QueryId.Parse(id.ToString()).ShouldBe(id);
        QueryId.TryFromBytes(id.ToArray(), out var read).ShouldBeTrue();
        read.ShouldBe(id);
        QueryId.New(clock).ShouldNotBe(id);
    }

    [Theory]
    [InlineData("018bcfe5-687b-7abc-8def-0123456789ab", true)]
    [InlineData("018bcfe5-687b-4abc-8def-0123456789ab", false)]
    [InlineData("018bcfe5-687b-7abc-cdef-0123456789ab", false)]
    [InlineData("018bcfe5687b7abc8def0123456789ab", false)]
    [InlineData("{018bcfe5-687b-7abc-8def-0123456789ab}", false)]
    [InlineData("", false)]
    public void QueryId_IsAUuidOfVersionSeven(string text, bool valid) => QueryId.TryParse(text, out _).ShouldBe(valid);

    [Fact]
    public void QueryId_AsText_IsBigEndian()
    {
        QueryId.TryFromBytes(Convert.FromHexString("018bcfe5687b7abc8def0123456789ab"), out var id).ShouldBeTrue();

        id.ToString().ShouldBe("018bcfe5-687b-7abc-8def-0123456789ab");
        Convert.ToHexStringLower(id.ToArray()).ShouldBe("018bcfe5687b7abc8def0123456789ab");
    }

    [Fact]
    public void Parsers_OfArbitraryText_GiveNothingOrWhatPrintsTheSame() =>
        Prop.ForAll<string>(text =>
            (!SlotId.TryParse(text, out var slot) || Same(slot, text))
            && (!MemberId.TryParse(text, out var member) || Same(member, text))
            && (!CollectionName.TryParse(text, out var name) || Same(name, text))
            && (!KeyId.TryParse(text, out var keyId) || Same(keyId, text))
            && (!Digest.TryParse(text, out var digest) || Same(digest, text))).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void SlotId_OfMutatedText_GivesNothingOrWhatPrintsTheSame()
    {
        const string original = "KAZ/persons/personal-number";
        Prop.ForAll(Gen.Choose(0, original.Length - 1).Zip(Gen.Choose(0, 127)).ToArbitrary(), change =>
        {
            var text = original.ToCharArray();
            text[change.Item1] = (char)change.Item2;
            var mutated = new string(text);
            return !SlotId.TryParse(mutated, out var slot) || Same(slot, mutated);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Classes_HaveTheNumbersOfTheProtocol()
    {
        IdentifierClasses.All.Select(item => ((int)item, item.ToToken())).ShouldBe(
            [(1, "document"), (2, "personal-number"), (3, "phone"), (4, "name"), (5, "vehicle"), (6, "account")]);
        IdentifierClasses.TryFromNumber(0, out _).ShouldBeFalse();
        IdentifierClasses.TryFromNumber(7, out _).ShouldBeFalse();
        IdentifierClasses.TryParse("none", out _).ShouldBeFalse();
    }

    private static bool Same(object id, string text) => string.Equals(id.ToString(), text, StringComparison.Ordinal);

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
