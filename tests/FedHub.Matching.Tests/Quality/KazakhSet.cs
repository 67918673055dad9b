using System.Globalization;
using System.Text;

namespace FedHub.Matching.Tests.Quality;

/// <summary>
/// Invented persons whose names stand in Kazakh Cyrillic, in Russian papers, in passports and in the Latin alphabet of 2021. The words
/// are hand-checked; which of them make a person follows from the person's number alone.
/// </summary>
/// <remarks>
/// Every third person has a patronymic: in Kazakh <c>-ұлы</c> or <c>-қызы</c>, in Russian <c>-ович</c> or <c>-овна</c>, in passports none.
/// Papers differ in order too: passports have a comma, the Latin of 2021 puts the given name first.
/// </remarks>
internal static class KazakhSet
{
    /// <summary>Words on which rules were made.</summary>
    public const string Developed = "kazakh-words.tsv";

    /// <summary>Other words, which no rule was made on.</summary>
    public const string HeldOut = "kazakh-words-held-out.tsv";

    public const int Persons = 280;

    // Each letter and what it becomes.
    private const string Letters =
        "аa әä бb вv гg ғğ дd еe жj зz иi йi кk қq лl мm нn ңñ оo өö пp рr сs тt уu ұū үü фf хh шş ыy іı юiu яia";

    private static readonly Dictionary<char, string> _latin = Letters.Split(' ').ToDictionary(pair => pair[0], pair => pair[1..]);

    /// <summary>Writings by name, each with the same persons in the same order.</summary>
    public static IReadOnlyList<(string Writing, IReadOnlyList<MatchSubject> People)> Writings(string file)
    {
        var words = EmbeddedRows.Read(file).GroupBy(row => row[0], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var people = Enumerable.Range(0, Persons).Select(number => Person(number, words)).ToList();
        return
        [
            ("Kazakh", [.. people.Select(person => person.Kazakh)]),
            ("Russian", [.. people.Select(person => person.Russian)]),
            ("passport", [.. people.Select(person => person.Passport)]),
            ("Latin 2021", [.. people.Select(person => person.Latin)]),
        ];
    }

    /// <summary>Every direction: searches in one writing among records in another.</summary>
    public static IReadOnlyList<(string Search, string Record, LinkageFigures Figures)> Measure(string file)
    {
        var writings = Writings(file);
        return [.. writings.SelectMany(one => writings.Where(other => other.Writing != one.Writing).Select(other
            => (one.Writing, other.Writing, LinkageEvaluation.AsWritten(other.People, [.. one.People.Select((subject, i) => new LabelledSearch(subject, i))]))))];
    }

    private static (MatchSubject Kazakh, MatchSubject Russian, MatchSubject Passport, MatchSubject Latin) Person(int number, Dictionary<string, List<string[]>> words)
    {
        var isMan = number % 2 == 0;
        var given = Pick(words, isMan ? "m" : "f", number / 2);
        var family = Pick(words, "s", (number * 17) + 5);
        var end = isMan ? ("", "") : ("а", "a");
        var father = number % 3 == 0 ? Pick(words, "m", (number * 7) + 3) : null;
        // Soft and vowel endings take other patronymics in Russian; the father is then left out.
        father = father is not null && "аоуыиеьй".Contains(father[2][^1], StringComparison.Ordinal) ? null : father;
        var kazakh = $"{family[1]}{end.Item1} {given[1]}" + (father is null ? "" : $" {father[1]}{(isMan ? "ұлы" : "қызы")}");
        var russian = $"{family[2]}{end.Item1} {given[2]}" + (father is null ? "" : $" {father[2]}{(isMan ? "ович" : "овна")}");
        var passport = $"{family[3]}{end.Item2}, {given[3]}".ToUpperInvariant();
        var latin = Latin(given[1]) + " " + Latin(family[1] + end.Item1);
        var born = string.Create(CultureInfo.InvariantCulture, $"{1950 + (number * 7 % 55)}-{1 + (number * 5 % 12):D2}-{1 + (number * 11 % 28):D2}");
        return (LinkageSets.Person(kazakh, born), LinkageSets.Person(russian, born), LinkageSets.Person(passport, born), LinkageSets.Person(latin, born));
    }

    private static string[] Pick(Dictionary<string, List<string[]>> words, string kind, int number) => words[kind][number % words[kind].Count];

    private static string Latin(string kazakh)
    {
        var latin = new StringBuilder(kazakh.Length);
        foreach (var letter in kazakh.ToLowerInvariant())
        {
            latin.Append(_latin[letter]);
        }

        return char.ToUpperInvariant(latin[0]) + latin.ToString(1, latin.Length - 1);
    }
}
