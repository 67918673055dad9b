using System.Collections.Frozen;
using System.Globalization;

namespace FedHub.Matching;

/// <summary>Numbering plans, from <c>phone-plans.tsv</c>.</summary>
internal static class PhonePlans
{
    private const int LongestCallingCode = 3;

    public static IReadOnlyList<PhonePlan> All { get; } = [.. EmbeddedTable.Rows("phone-plans.tsv").Select(Read)];

    private static readonly FrozenDictionary<string, PhonePlan> _byCountry = All.Where(p => p.Country != "001").ToFrozenDictionary(p => p.Country, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, IReadOnlyList<int>> _lengths = All.GroupBy(p => p.CallingCode, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => (IReadOnlyList<int>)[.. g.SelectMany(p => p.Lengths).Distinct().Order()], StringComparer.Ordinal);

    public static PhonePlan? OfCountry(string? alpha3)
        => alpha3 is not null && Countries.Alpha2(alpha3) is { } alpha2 ? _byCountry.GetValueOrDefault(alpha2) : null;

    /// <summary>Cuts the calling code off the digits of an international number; null if there is none.</summary>
    public static (string CallingCode, string National)? Cut(string digits)
    {
        for (var length = 1; length <= LongestCallingCode && length < digits.Length; length++)
        {
            if (_lengths.ContainsKey(digits[..length]))
            {
                return (digits[..length], digits[length..]);
            }
        }

        return null;
    }

    /// <summary>What is dialled before a national number in the countries of a calling code.</summary>
    public static IEnumerable<string> NationalPrefixes(string callingCode) =>
        All.Where(plan => plan.CallingCode == callingCode && plan.NationalPrefix.Length > 0).Select(plan => plan.NationalPrefix).Distinct(StringComparer.Ordinal);

    public static bool IsPossible(string callingCode, string national) => _lengths[callingCode].Contains(national.Length);

    private static PhonePlan Read(string[] row) => new(
        row[0], row[1], row[2], row[3].All(char.IsAsciiDigit) ? row[3] : "",
        [.. row[4].Split(',').Select(l => int.Parse(l, CultureInfo.InvariantCulture))], row[5] == "1");
}
