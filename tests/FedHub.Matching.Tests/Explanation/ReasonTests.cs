namespace FedHub.Matching.Tests.Explanation;

/// <summary>What the kinds of keys say, in English and Russian.</summary>
public sealed class ReasonTests
{
    private static readonly string[] _whats = ["full", "letters", "bag", "fold", "bone", "spell", "head", "stem", "skel", "init", "pre", "suf", "pair"];

    private static readonly string[] _exact = ["doc", "doc.folded", "doc.any", "pn", "pn.any", "phone", "plate", "plate.any", "vin", "iban", "email", "handle", "crypto"];

    [Theory]
    [InlineData("fold", "one word sounds the same")]
    [InlineData("spell", "one word has the same letters")]
    [InlineData("spell+pre", "one word has the same letters, another begins alike")]
    [InlineData("bone", "one word has the same consonants")]
    [InlineData("head", "one word begins alike")]
    [InlineData("head+stem", "one word begins alike")]
    [InlineData("init", "one word has the same consonants, another has the same initial")]
    [InlineData("fold+pre", "one word sounds the same, another begins alike")]
    [InlineData("bone+suf", "one word has the same consonants, another ends alike")]
    [InlineData("pre+suf", "parts of two words are the same")]
    [InlineData("pair+bag", "the consonants are the same")]
    [InlineData("full+spell+bone+head", "all words sound the same")]
    [InlineData("fold+spell", "one word sounds the same")]
    public void Reasons_OfKindsOfNameKeys_SayWhatMet(string kinds, string text)
        => Explain(kinds.Split('+').Select(what => what + ".ymd")).Single(reason => reason.Field == "name").Text.ShouldBe(text);

    [Fact]
    public void Reasons_OfTwoWords_CountThem()
        => Scoring.Score([Key("fold.ymd", "saria|1984-03-07"), Key("fold.ymd", "timur|1984-03-07")]).Reasons[0].Text.ShouldBe("2 words sound the same");

    [Fact]
    public void Russian_OfEveryCombinationOfKinds_HasNoEnglishLeft()
    {
        var forms = new[] { "ymd", "x", "ym", "yd", "md", "y" };
        var names = Enumerable.Range(1, (1 << _whats.Length) - 1).Select(set => _whats.Where((_, i) => (set >> i & 1) == 1).Select(what => what + ".ymd"));

        forms.Select(form => new[] { "full." + form }).Concat(names).Concat(_exact.Select(kind => new[] { kind })).SelectMany(Explain)
            .Where(reason => !IsRussian(RussianReasons.Of(reason))).Select(reason => reason.Text).Distinct().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Нурлан Беков", "1990-05-21")]
    [InlineData("Нурлан Беков", "1984")]
    [InlineData("Нурлан Беков", "1984-03")]
    [InlineData("Нурлан Беков", "1984-03-17")]
    [InlineData("Сания Жолдасқалиева", "1984-03-07")]
    public void Russian_OfWhatIsSeenInClear_HasNoEnglishLeft(string name, string born)
    {
        var search = Keys.Person("Saniya Zholdaskaliyeva") with { Documents = ["KAZ:N1234567"], Phones = ["+77011234567"] };
        var record = Keys.Person(name, born) with { Documents = ["KAZ:N1234568"], Phones = ["+77019999999"] };

        PairComparison.Compare(search, record).InClear.ShouldAllBe(reason => IsRussian(RussianReasons.Of(reason)));
    }

    [Fact]
    public void Russian_KeepsTheAgreementAndNamesTheField()
        => RussianReasons.Of(new FieldReason("date of birth", Agreement.Similar, "year is the same")).ShouldBe(new FieldReason("дата рождения", Agreement.Similar, "год совпадает"));

    private static IReadOnlyList<FieldReason> Explain(IEnumerable<string> kinds) => Scoring.Score([.. kinds.Select(kind => Key(kind, "saria timur|1984-03-07"))]).Reasons;

    private static SearchKey Key(string kind, string value) => new(KeyClass.Name, kind, value, 1);

    // The e-mail address has a hyphen but no Latin letter in Russian either.
    private static bool IsRussian(FieldReason reason) => reason.Text.Length > 0 && !(reason.Field + reason.Text).Any(char.IsAsciiLetter);
}
