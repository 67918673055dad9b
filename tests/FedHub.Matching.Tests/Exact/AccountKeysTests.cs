namespace FedHub.Matching.Tests.Exact;

public sealed class AccountKeysTests
{
    private static MatchSubject Account(string text) => new() { Accounts = [text] };

    [Theory]
    [InlineData("GB82 WEST 1234 5698 7654 32", "iban GB82WEST12345698765432")]
    [InlineData("iban:de89370400440532013000", "iban DE89370400440532013000")]
    [InlineData("Officer.One@Example.ORG", "email officer.one@example.org")]
    [InlineData("mailto:a@пример.рф", "email a@xn--e1afmkfd.xn--p1ai")]
    [InlineData("tg:@Some_Name", "handle telegram:some_name")]
    [InlineData("https://www.instagram.com/Some.Name/?hl=en", "handle instagram:some.name")]
    [InlineData("t.me/Some_Name", "handle telegram:some_name")]
    [InlineData("https://www.facebook.com/profile.php?id=100001&sk=about", "handle facebook:100001")]
    [InlineData("https://m.facebook.com/people/Some-Name/100002/", "handle facebook:100002")]
    [InlineData("https://ru-ru.facebook.com/some.name", "handle facebook:some.name")]
    [InlineData("https://ok.ru/profile/571000001", "handle ok:571000001")]
    [InlineData("ok:571000001", "handle ok:571000001")]
    [InlineData("https://www.youtube.com/channel/UC12ab", "handle youtube:uc12ab")]
    [InlineData("https://www.linkedin.com/in/some-name/", "handle linkedin:some-name")]
    [InlineData("https://x.com/i/user/12345", "handle x:12345")]
    [InlineData("https://www.tiktok.com/@some.name/video/7", "handle tiktok:some.name")]
    [InlineData("https://t.me/s/Some_Name", "handle telegram:some_name")]
    [InlineData("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "crypto btc:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa")]
    [InlineData("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "crypto btc:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")]
    [InlineData("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", "crypto btc:bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "crypto eth:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed")]
    [InlineData("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "crypto eth:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed")]
    public void Derive_GoodAccount_GivesItsCanonicalForm(string text, string expected)
    {
        Keys.Texts(Account(text)).ShouldBe([expected]);
        Keys.Codes(Account(text)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GB83 WEST 1234 5698 7654 32", "IBAN fails its check digits: 82 expected, 83 found")]
    [InlineData("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "address fails its checksum (Base58Check)")]
    [InlineData("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", "address fails its checksum (Bech32)")]
    [InlineData("0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "Ethereum address fails its mixed-case checksum (EIP-55)")]
    [InlineData("elsewhere:name", "the platform is not known here; taken unchecked")]
    public void Derive_BadChecksum_WarnsAndStillGivesKey(string text, string message)
    {
        Keys.Of(Account(text)).Warnings.Single().Message.ShouldBe(message);
        Keys.Texts(Account(text)).Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("a@b")]
    [InlineData("two words@example.org")]
    [InlineData("btc:hello")]
    [InlineData("iban:12")]
    [InlineData("tg:")]
    [InlineData("https://www.facebook.com/profile.php")]
    [InlineData("https://www.facebook.com/groups/12345")]
    [InlineData("https://www.facebook.com/people/Some-Name")]
    [InlineData("https://t.me/joinchat/AbCdEf")]
    [InlineData("https://t.me/+AbCdEf")]
    [InlineData("https://www.instagram.com/reel/AbC/")]
    [InlineData("https://ok.ru/")]
    [InlineData("telegram:none")]
    [InlineData("telegram:нет")]
    public void Derive_Unreadable_GivesNoKeyAndSaysSo(string text)
    {
        Keys.Texts(Account(text)).ShouldBeEmpty();
        Keys.Codes(Account(text)).ShouldBe([WarningCode.Unreadable]);
    }

    [Fact]
    public void Keccak_OfEmptyAndAbc_AreThePublishedDigests()
    {
        Convert.ToHexStringLower(Keccak256.Hash([])).ShouldBe("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
        Convert.ToHexStringLower(Keccak256.Hash("abc"u8)).ShouldBe("4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
    }
}
