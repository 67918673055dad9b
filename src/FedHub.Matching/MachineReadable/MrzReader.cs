using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace FedHub.Matching;

/// <summary>Reads the five layouts.</summary>
internal static class MrzReader
{
    private static readonly SearchValues<char> _letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<");

    public static bool TryRead(string? text, [NotNullWhen(true)] out MachineReadableZone? zone, [NotNullWhen(false)] out string? reason)
    {
        zone = null;
        reason = null;
        if (text is null || text.Length > MachineReadableZone.MaxLength)
        {
            reason = text is null ? "empty" : "longer than any machine-readable zone";
            return false;
        }

        var all = new string([.. text.Where(c => !char.IsWhiteSpace(c)).Select(char.ToUpperInvariant)]);
        if (all.AsSpan().IndexOfAnyExcept(_letters) >= 0)
        {
            reason = "only A to Z, 0 to 9 and < occur in a machine-readable zone";
        }
        else if (Layout(all) is { } format)
        {
            zone = format == MrzFormat.TD1 ? ThreeLines(all) : TwoLines(all, format);
        }
        else
        {
            reason = "expected 3 lines of 30, 2 of 36 or 2 of 44 characters";
        }

        return zone is not null;
    }

    private static MrzFormat? Layout(string all) => all.Length switch
    {
        90 => MrzFormat.TD1,
        72 => all[0] == 'V' ? MrzFormat.MrvB : MrzFormat.TD2,
        88 => all[0] == 'V' ? MrzFormat.MrvA : MrzFormat.TD3,
        _ => null,
    };

    // Parts 4 and 6 (passport, card) and 7 (visas): one line of names, one of data.
    private static MachineReadableZone TwoLines(string all, MrzFormat format)
    {
        var width = all.Length / 2;
        var data = all[width..];
        var optional = format switch
        {
            MrzFormat.TD3 => data[28..42],
            MrzFormat.TD2 => data[28..35],
            _ => data[28..],
        };
        var checks = new List<MrzCheck>
        {
            Check("document number", data[..9], data[9]), Check("date of birth", data[13..19], data[19]), Check("date of expiry", data[21..27], data[27]),
        };
        if (format == MrzFormat.TD3)
        {
            checks.Add(Check("optional data", optional, data[42]));
        }

        if (format is MrzFormat.TD3 or MrzFormat.TD2)
        {
            checks.Add(Check("all fields", data[..10] + data[13..20] + data[21..(width - 1)], data[width - 1]));
        }

        return Zone(format, all[2..5], data[..9], all[5..width], data[10..13], data[13..19], data[21..27], optional, checks);
    }

    // Part 5: two lines of data, then the names.
    private static MachineReadableZone ThreeLines(string all)
    {
        var (number, found, optional) = (all[5..14], all[14], all[15..30]);
        if (found == '<' && optional.IndexOf('<', StringComparison.Ordinal) is > 1 and var end)
        {
            // Part 5 §4.2.4: a longer number goes on in the optional data, its check digit last.
            number += optional[..(end - 1)];
            found = optional[end - 1];
            optional = optional[(end + 1)..];
        }

        var checks = new[]
        {
            Check("document number", number, found), Check("date of birth", all[30..36], all[36]), Check("date of expiry", all[38..44], all[44]),
            Check("all fields", all[5..30] + all[30..37] + all[38..45] + all[48..59], all[59]),
        };
        return Zone(MrzFormat.TD1, all[2..5], number, all[60..], all[45..48], all[30..36], all[38..44], optional, checks);
    }

    private static MachineReadableZone Zone(
        MrzFormat format, string issuer, string number, string names, string nationality, string born, string expiry, string optional, IReadOnlyList<MrzCheck> checks)
    {
        var gap = names.IndexOf("<<", StringComparison.Ordinal);
        return new MachineReadableZone
        {
            Format = format,
            Issuer = issuer.Replace("<", "", StringComparison.Ordinal),
            DocumentNumber = number.Replace("<", "", StringComparison.Ordinal),
            FamilyName = Words(gap < 0 ? names : names[..gap]),
            GivenName = gap < 0 ? "" : Words(names[gap..]),
            Nationality = nationality.Replace("<", "", StringComparison.Ordinal),
            DateOfBirth = Birth(born, expiry),
            OptionalData = optional.Replace("<", "", StringComparison.Ordinal),
            Checks = checks,
        };
    }

    private static string Words(string field) => string.Join(' ', field.Split('<', StringSplitOptions.RemoveEmptyEntries));

    private static PartialDate? Birth(string born, string expiry)
    {
        if (!char.IsAsciiDigit(born[0]) || !char.IsAsciiDigit(born[1]))
        {
            return null;
        }

        // The rules know no date of today. Documents expiring in "70" to "99" are read as of the last century, others as of this one.
        var expires = char.IsAsciiDigit(expiry[0]) && char.IsAsciiDigit(expiry[1]) ? Two(expiry) : 30;
        var year = Two(born) + (expires < 70 && Two(born) <= expires ? 2000 : 1900);
        var month = Part(born[2..4]);
        return PartialDate.TryCreate(year, month, month == 0 ? 0 : Part(born[4..6]), out var date, out _) ? date : null;
    }

    private static int Part(string digits) => digits.All(char.IsAsciiDigit) ? Two(digits) : 0;

    private static int Two(string digits) => ((digits[0] - '0') * 10) + digits[1] - '0';

    // Part 3 §4.9: weights 7, 3, 1; letters count from 10, fillers 0; modulo 10.
    private static MrzCheck Check(string field, string text, char found)
    {
        var sum = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var value = char.IsAsciiDigit(text[i]) ? text[i] - '0' : text[i] == '<' ? 0 : text[i] - 'A' + 10;
            sum += value * (i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1);
        }

        return new MrzCheck(field, sum % 10, found);
    }
}
