using System.Diagnostics.CodeAnalysis;

namespace FedHub.Matching;

/// <summary>Reads the five layouts. Lines and characters are counted from 1, as in the tables of ICAO 9303.</summary>
internal static class MrzReader
{
    private const string Number = "document number";
    private const string Birth = "date of birth";
    private const string Expiry = "date of expiry";
    private const string Optional = "optional data";
    private const string All = "all fields";

    public static bool TryRead(string? text, [NotNullWhen(true)] out MachineReadableZone? zone, [NotNullWhen(false)] out string? reason)
    {
        zone = MrzText.Read(text, out reason) is { } mrz ? mrz.Format == MrzFormat.TD1 ? ThreeLines(mrz) : TwoLines(mrz) : null;
        return zone is not null;
    }

    // Parts 4 and 6 (passport, card) and 7 (visas): one line of names, one of data.
    private static MachineReadableZone TwoLines(MrzText mrz)
    {
        var (width, lastOptional) = mrz.Format switch
        {
            MrzFormat.TD3 => (44, 42),
            MrzFormat.TD2 => (36, 35),
            MrzFormat.MrvA => (44, 44),
            _ => (36, 36),
        };
        var (number, optional, check) = mrz.Format == MrzFormat.TD2
            ? Long(mrz, 2, 1, 29, lastOptional) : (mrz.At(2, 1, 9), mrz.At(2, 29, lastOptional), mrz.Check(Number, mrz.At(2, 1, 9), 2, 10));
        var checks = new List<MrzCheck> { check, mrz.Check(Birth, mrz.At(2, 14, 19), 2, 20), mrz.Check(Expiry, mrz.At(2, 22, 27), 2, 28) };
        if (mrz.Format == MrzFormat.TD3)
        {
            checks.Add(mrz.Check(Optional, optional, 2, 43));
        }

        if (mrz.Format is MrzFormat.TD3 or MrzFormat.TD2)
        {
            checks.Add(mrz.Check(All, mrz.At(2, 1, 10) + mrz.At(2, 14, 20) + mrz.At(2, 22, width - 1), 2, width));
        }

        return Zone(mrz, number, mrz.At(1, 6, width), mrz.At(2, 11, 13), mrz.At(2, 14, 19), mrz.At(2, 22, 27), optional, checks);
    }

    // Part 5: two lines of data, then the names.
    private static MachineReadableZone ThreeLines(MrzText mrz)
    {
        var (number, optional, check) = Long(mrz, 1, 6, 16, 30);
        var all = mrz.At(1, 6, 30) + mrz.At(2, 1, 7) + mrz.At(2, 9, 15) + mrz.At(2, 19, 29);
        var checks = new[] { check, mrz.Check(Birth, mrz.At(2, 1, 6), 2, 7), mrz.Check(Expiry, mrz.At(2, 9, 14), 2, 15), mrz.Check(All, all, 2, 30) };
        return Zone(mrz, number, mrz.At(3, 1, 30), mrz.At(2, 16, 18), mrz.At(2, 1, 6), mrz.At(2, 9, 14), optional, checks);
    }

    /// <summary>Parts 5 and 6: a number of more than nine characters has a filler for its check digit and goes on in the optional data, its check digit last.</summary>
    private static (string Number, string Optional, MrzCheck Check) Long(MrzText mrz, int line, int first, int firstOptional, int lastOptional)
    {
        var (number, optional) = (mrz.At(line, first, first + 8), mrz.At(line, firstOptional, lastOptional));
        var end = optional.IndexOf('<', StringComparison.Ordinal);
        return mrz.At(line, first + 9, first + 9) == "<" && end > 1
            ? (number + optional[..(end - 1)], optional[(end + 1)..], mrz.Check(Number, number + optional[..(end - 1)], line, firstOptional + end - 1))
            : (number, optional, mrz.Check(Number, number, line, first + 9));
    }

    private static MachineReadableZone Zone(
        MrzText mrz, string number, string names, string nationality, string born, string expiry, string optional, IReadOnlyList<MrzCheck> checks)
    {
        var gap = names.IndexOf("<<", StringComparison.Ordinal);
        return new MachineReadableZone
        {
            Format = mrz.Format,
            Issuer = Letters(mrz.At(1, 3, 5)),
            DocumentNumber = Letters(number),
            FamilyName = Words(gap < 0 ? names : names[..gap]),
            GivenName = gap < 0 ? "" : Words(names[gap..]),
            Nationality = Letters(nationality),
            DateOfBirth = DateOfBirth(born, expiry),
            OptionalData = Letters(optional),
            Checks = checks,
        };
    }

    private static string Letters(string field) => field.Replace("<", "", StringComparison.Ordinal);

    private static string Words(string field) => string.Join(' ', field.Split('<', StringSplitOptions.RemoveEmptyEntries));

    private static PartialDate? DateOfBirth(string born, string expiry)
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
}
