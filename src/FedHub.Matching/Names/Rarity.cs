using System.Collections.Frozen;
using System.Globalization;

namespace FedHub.Matching;

/// <summary>How surprising it is that two strangers share a word of their names, in bits; from <c>common-names.tsv</c>.</summary>
internal static class Rarity
{
    private static readonly (FrozenDictionary<string, double> Skeletons, FrozenDictionary<string, double> Sounds, FrozenDictionary<string, double> Pre, FrozenDictionary<string, double> Suf) _common = Load();

    /// <summary>Bits for a skeleton; one that no common name has is the rarer the longer it is.</summary>
    public static double OfSkeleton(string skeleton)
        => Math.Min(_common.Skeletons.GetValueOrDefault(skeleton, 99), skeleton.Length switch { <= 2 => 7, 3 => 9, 4 => 10.5, 5 => 12, _ => 13 });

    /// <summary>Bits for a sound form.</summary>
    public static double OfSound(string sound)
        => Math.Min(_common.Sounds.GetValueOrDefault(sound, 99), sound.Length switch { <= 3 => 9, 4 => 10.5, 5 => 12, 6 => 13, _ => 14 });

    public static string Beginning(string sound) => sound.Length <= 3 ? sound : sound[..3];

    public static string End(string sound) => sound.Length <= 4 ? sound : sound[^4..];

    public static double OfBeginning(string s) => Math.Min(_common.Pre.GetValueOrDefault(s, 99), 9);

    public static double OfEnd(string s) => Math.Min(_common.Suf.GetValueOrDefault(s, 99), 9);

    private static (FrozenDictionary<string, double>, FrozenDictionary<string, double>, FrozenDictionary<string, double>, FrozenDictionary<string, double>) Load()
    {
        // Spellings of one sound are one name: the commonest counts. Different sounds with one skeleton add up.
        var sounds = new Dictionary<string, double>(StringComparer.Ordinal);
        var bySkeleton = new Dictionary<string, Dictionary<string, double>>(StringComparer.Ordinal);
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

        return (Bits(bySkeleton.ToDictionary(s => s.Key, s => s.Value.OrderBy(v => v.Key, StringComparer.Ordinal).Sum(v => v.Value), StringComparer.Ordinal)), Bits(sounds),
            Bits(sounds.GroupBy(s => Beginning(s.Key), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.OrderBy(v => v.Key, StringComparer.Ordinal).Sum(v => v.Value), StringComparer.Ordinal)),
            Bits(sounds.GroupBy(s => End(s.Key), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.OrderBy(v => v.Key, StringComparer.Ordinal).Sum(v => v.Value), StringComparer.Ordinal)));
    }

    private static void Keep(Dictionary<string, double> shares, string form, double share)
        => shares[form] = Math.Max(shares.GetValueOrDefault(form), share);

    // Rounded to a tenth, so that both sides agree to the last digit whatever their mathematics library does.
    private static FrozenDictionary<string, double> Bits(Dictionary<string, double> shares)
        => shares.ToFrozenDictionary(s => s.Key, s => Math.Round(-Math.Log2(s.Value), 1), StringComparer.Ordinal);
}
