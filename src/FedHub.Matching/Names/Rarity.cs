using System.Collections.Frozen;
using System.Globalization;

namespace FedHub.Matching;

/// <summary>How surprising it is that two strangers share a word of their names, in bits; from <c>common-names.tsv</c>.</summary>
internal static class Rarity
{
    /// <summary>Sounds in the beginning by which explanations call two words alike.</summary>
    public const int HeadLength = 4;

    /// <summary>Bits of a whole name from which it and the year alone are C.</summary>
    public const double RareName = 13;

    private const int BeginningLength = 3;
    private const int EndLength = 4;
    private const double MaxPart = 9;
    private const double MaxSpelledPart = 13;

    // A rarely counted name is not rarer than one that nobody counted.
    private const double MaxListed = 12;

    // Each name of God makes another "servant of", which no list holds in full; together they are common.
    private const string Servant = "abd";
    private const double ServantBits = 8.5;

    private static readonly Shares _common = Load();

    /// <summary>Bits for a skeleton; one that no common name has is the rarer the longer it is.</summary>
    public static double OfSkeleton(string skeleton)
        => Math.Min(_common.Skeletons.GetValueOrDefault(skeleton, double.MaxValue), skeleton.Length switch { <= 2 => 7, 3 => 9, 4 => 10.5, 5 => 12, _ => 13 });

    /// <summary>Bits for a sound form: as listed, else the more the longer it is.</summary>
    public static double OfSound(string sound)
        => _common.Sounds.TryGetValue(sound, out var bits) ? Math.Min(bits, MaxListed)
            : IsServant(sound) ? ServantBits
            : OfLength(sound.Length);

    /// <summary>Some common name sounds so.</summary>
    public static bool IsListed(string sound) => _common.Sounds.ContainsKey(sound);

    public static string Beginning(string sound) => sound.Length <= BeginningLength ? sound : sound[..BeginningLength];

    public static string End(string sound) => sound.Length <= EndLength ? sound : sound[^EndLength..];

    public static string Head(string sound) => sound.Length <= HeadLength ? sound : sound[..HeadLength];

    public static double OfBeginning(string beginning) => Math.Min(_common.Beginnings.GetValueOrDefault(beginning, MaxPart), MaxPart);

    public static double OfEnd(string end) => Math.Min(_common.Ends.GetValueOrDefault(end, MaxPart), MaxPart);

    /// <summary>Bits for the sorted letters of a Latin word: as listed, all words of these letters together, else the more the longer it is.</summary>
    public static double OfLetters(string sorted)
        => _common.Spelled.TryGetValue((NameKeyKinds.HalfLetters, sorted), out var bits) ? Math.Min(bits, MaxListed) : OfLength(sorted.Length);

    /// <summary>Bits for another part of a Latin word, by the kind of its key: all listed words with this part together.</summary>
    public static double OfSpelledPart(string kind, string part)
        => Math.Min(_common.Spelled.GetValueOrDefault((kind, part), MaxSpelledPart), IsServant(part) ? ServantBits : MaxSpelledPart);

    private static bool IsServant(string text) => text.StartsWith(Servant, StringComparison.Ordinal);

    private static double OfLength(int length) => length switch { <= 3 => 9, 4 => 10.5, 5 => 12, 6 => 13, _ => 14 };

    private static Shares Load()
    {
        // Spellings of one sound are one name: the commonest counts. Different sounds with one skeleton add up.
        var sounds = new Dictionary<string, double>(StringComparer.Ordinal);
        var bySkeleton = new Dictionary<string, Dictionary<string, double>>(StringComparer.Ordinal);
        var spelled = new Dictionary<(string Kind, string Text), double>();
        foreach (var row in EmbeddedTable.Rows("common-names.tsv"))
        {
            var share = Math.Pow(2, -double.Parse(row[1], CultureInfo.InvariantCulture));
            var tokens = NameReader.Read(new MatchSubject { FullName = row[0] }, country: null).Tokens;
            if (tokens is not [var token, ..])
            {
                continue;
            }

            if (token.Sound is not null)
            {
                Keep(sounds, token.Sound, share);
                foreach (var part in WordLetters.Parts(token.Letters))
                {
                    spelled[part] = spelled.GetValueOrDefault(part) + share;
                }
            }

            foreach (var skeleton in token.Alternates.Prepend(token.Skeleton))
            {
                if (!bySkeleton.TryGetValue(skeleton, out var shares))
                {
                    bySkeleton.Add(skeleton, shares = new Dictionary<string, double>(StringComparer.Ordinal));
                }

                Keep(shares, token.Sound ?? "", share);
            }
        }

        var skeletons = bySkeleton.Select(s => KeyValuePair.Create(s.Key, s.Value.OrderBy(v => v.Key, StringComparer.Ordinal).Sum(v => v.Value)));
        return new Shares(Bits(skeletons), Bits(sounds), Bits(Parts(sounds, Beginning)), Bits(Parts(sounds, End)), Bits(spelled));
    }

    private static void Keep(Dictionary<string, double> shares, string form, double share)
        => shares[form] = Math.Max(shares.GetValueOrDefault(form), share);

    private static IEnumerable<KeyValuePair<string, double>> Parts(IEnumerable<KeyValuePair<string, double>> sounds, Func<string, string> part)
        => sounds.GroupBy(s => part(s.Key), StringComparer.Ordinal)
            .Select(g => KeyValuePair.Create(g.Key, g.OrderBy(v => v.Key, StringComparer.Ordinal).Sum(v => v.Value)));

    // Rounded to a tenth, so that both sides agree to the last digit whatever their mathematics library does.
    private static FrozenDictionary<TKey, double> Bits<TKey>(IEnumerable<KeyValuePair<TKey, double>> shares)
        where TKey : notnull
        => shares.ToFrozenDictionary(s => s.Key, s => Math.Round(-Math.Log2(s.Value), 1));

    private sealed record Shares(FrozenDictionary<string, double> Skeletons, FrozenDictionary<string, double> Sounds,
        FrozenDictionary<string, double> Beginnings, FrozenDictionary<string, double> Ends, FrozenDictionary<(string Kind, string Text), double> Spelled);
}
