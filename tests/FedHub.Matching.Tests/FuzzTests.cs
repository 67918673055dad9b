using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace FedHub.Matching.Tests;

public sealed class FuzzTests
{
    private const int Rounds = 800;

    private static readonly string[] _seeds =
    [
        "Жаңыл Қасымбекова", "AL-KHATIB, Abd al-Rahman", "عبد الرحمن الخطيب", "KAZ:840307450013", "N1234567 (Kazakhstan)", "+44 (0)20 7946 0958 ext 5", "8 701 123 45 67",
        "GB82WEST12345698765432", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "a@пример.рф", "https://t.me/name",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10", "1984-03-07", "\uFDFA\uFDFA\uFDFA", "İSTANBUL ẞ ﬃ", "\uD800x\uDC00",
    ];

    [Fact]
    public void Derive_MutatedText_NeverThrowsAndKeepsEveryPromise()
    {
        var random = new Random(20);
        for (var round = 0; round < Rounds; round++)
        {
            var text = Mutate(_seeds[random.Next(_seeds.Length)], random);
            Verify(Everywhere(text, Keys.Date("1984-03-07")));
            (PartialDate.TryParse(text, out _, out var reason) == (reason is null)).ShouldBeTrue();
        }
    }

    [Fact]
    public void Derive_HugeText_IsBounded()
    {
        foreach (var seed in _seeds)
        {
            Verify(Everywhere(string.Concat(Enumerable.Repeat(seed + " ", 20_000)), Keys.Date("1984")));
        }

        Verify(SearchKeys.ForSearch(new MatchSubject { Documents = [.. Enumerable.Repeat("KAZ:N1", 100_000)], Phones = [.. Enumerable.Range(0, 100_000).Select(i => $"+7701{i:D7}")] }));
    }

    [Fact]
    public void Derive_AnyTextTwice_IsEqual()
        => Check.QuickThrowOnFailure(Prop.ForAll<string?>(text =>
        {
            var subject = Everywhere(text ?? "", Keys.Date("1990-10-11"));
            return SearchKeys.ForSearch(subject).Keys.SequenceEqual(SearchKeys.ForSearch(subject).Keys);
        }));

    [Fact]
    public void Score_AnyTwoTexts_IsSymmetric()
        => Check.QuickThrowOnFailure(Prop.ForAll<string?, string?>((one, other) =>
        {
            var a = Keys.Person((one ?? "") + " Bekov");
            var b = Keys.Person("Bekov " + (other ?? ""));
            return Common(a, b) == Common(b, a);
        }));

    [Fact]
    public void Weights_OfAnyText_AreWholeSixtyFourths()
        => Check.QuickThrowOnFailure(Prop.ForAll<string?>(text =>
            SearchKeys.ForRecord(Everywhere((text ?? "") + " Bekov", Keys.Date("1990-10-11"))).Keys.All(key => key.Weight * 64 % 1 == 0)));

    private static double Common(MatchSubject a, MatchSubject b)
    {
        var held = Keys.Of(b).Keys.ToHashSet();
        return Scoring.Score([.. Keys.Of(a).Keys.Where(held.Contains)]).Sum;
    }

    private static MatchSubject Everywhere(string text, PartialDate born) => new()
    {
        FullName = text,
        DateOfBirth = born,
        Documents = [text],
        PersonalNumbers = [text, "KAZ:" + text],
        Phones = [text],
        Vehicles = [text],
        Accounts = [text, "tg:" + text],
        MachineReadableZones = [text],
        Country = text.Length % 2 == 0 ? "KAZ" : text,
    };

    private static void Verify(MatchSubject subject) => Verify(SearchKeys.ForSearch(subject));

    private static void Verify(DerivedKeys derived)
    {
        derived.Keys.GroupBy(k => k.Class).ShouldAllBe(g => g.Count() <= 32);
        derived.Keys.Select(k => (k.Kind, k.Value)).ShouldBeUnique();
        derived.Keys.ShouldAllBe(k => k.Value.Length >= 2 && k.Value.Length <= 700 && k.Weight >= 0 && k.Weight <= RuleSet.Current.ThresholdA);
        derived.Keys.ShouldAllBe(k => Scoring.Score(new[] { k }).Sum == k.Weight, "weights are a pure function of kind and value");
        foreach (var key in derived.Keys)
        {
            // Broken surrogates would become the same replacement character in UTF-8, and different people one key.
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(key.Value).ShouldBeGreaterThan(0);
        }
    }

    private static string Mutate(string seed, Random random)
    {
        var text = new StringBuilder(seed);
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(text.Length + 1);
            switch (random.Next(4))
            {
                case 0 when text.Length > 0:
                    text.Remove(Math.Min(at, text.Length - 1), 1);
                    break;
                case 1 when text.Length > 0:
                    text[Math.Min(at, text.Length - 1)] = (char)random.Next(0x10000);
                    break;
                case 2:
                    text.Insert(at, (char)random.Next(random.Next(2) == 0 ? 0x80 : 0x10000));
                    break;
                default:
                    text.Insert(at, _seeds[random.Next(_seeds.Length)]);
                    break;
            }
        }

        return text.ToString();
    }
}
