using System.Globalization;
using System.Text;

namespace FedHub.Matching;

/// <summary>Keys of telephone numbers, in E.164.</summary>
internal static class PhoneKeys
{
    private const int MaxText = 64;
    private const int MaxDigits = 15;
    private const int MinDigits = 7;

    // Shorter ones that lack the plus could as well be national numbers with a digit too few.
    private const int MinWithoutPlus = 11;

    public static void Derive(string text, string? country, KeyCollector collector)
    {
        if (Digits(text) is not var (digits, isInternational) || digits.Length < MinDigits)
        {
            collector.Warn(WarningCode.Unreadable, FieldNames.Phone, "is not a telephone number");
            return;
        }

        if (International(digits, isInternational, PhonePlans.OfCountry(country), collector) is not { } number)
        {
            return;
        }

        if (number.CallingCode.Length + number.National.Length > MaxDigits)
        {
            collector.Warn(WarningCode.Unreadable, FieldNames.Phone, "has more than 15 digits");
            return;
        }

        if (number.National.All(digit => digit == '0'))
        {
            collector.Warn(WarningCode.Unreadable, FieldNames.Phone, "is not a telephone number");
            return;
        }

        if (!PhonePlans.IsPossible(number.CallingCode, number.National))
        {
            collector.Warn(WarningCode.Implausible, FieldNames.Phone, $"has not the length of a number under +{number.CallingCode}; taken as it stands");
        }

        collector.Add(KeyClass.Phone, KeyKinds.Phone, "+" + number.CallingCode + number.National);
    }

    private static (string CallingCode, string National)? International(string digits, bool isInternational, PhonePlan? plan, KeyCollector collector)
    {
        if (isInternational)
        {
            return Cut(digits, collector);
        }

        var idd = plan is { Idd.Length: > 0 } ? plan.Idd : "00";
        if (digits.StartsWith(idd, StringComparison.Ordinal) && PhonePlans.Cut(digits[idd.Length..]) is { } dialled
            && PhonePlans.IsPossible(dialled.CallingCode, dialled.National))
        {
            return dialled;
        }

        return plan is not null ? National(digits, plan, collector) : WithoutCountry(digits, collector);
    }

    private static (string CallingCode, string National) National(string digits, PhonePlan plan, KeyCollector collector)
    {
        bool Fits(int skip) => plan.Lengths.Contains(digits.Length - skip);
        if (plan.NationalPrefix.Length > 0 && digits.StartsWith(plan.NationalPrefix, StringComparison.Ordinal) && Fits(plan.NationalPrefix.Length))
        {
            return (plan.CallingCode, digits[plan.NationalPrefix.Length..]);
        }

        // People leave the plus out: 7 701 … in Kazakhstan, 998 90 … in Uzbekistan.
        if (!Fits(0) && digits.StartsWith(plan.CallingCode, StringComparison.Ordinal) && Fits(plan.CallingCode.Length))
        {
            return (plan.CallingCode, digits[plan.CallingCode.Length..]);
        }

        // The plus left out before the number of another country: 7 701 … of somebody from Uzbekistan.
        if (!Fits(0) && digits.Length >= MinWithoutPlus && digits[0] != '0' && PhonePlans.Cut(digits) is { } cut && PhonePlans.IsPossible(cut.CallingCode, cut.National))
        {
            collector.Warn(WarningCode.IssuerAssumed, FieldNames.Phone, $"no plus; it fits no number of the country given and is taken for an international one under +{cut.CallingCode}");
            return cut;
        }

        return (plan.CallingCode, digits);
    }

    private static (string CallingCode, string National)? WithoutCountry(string digits, KeyCollector collector)
    {
        if (digits[0] != '0' && PhonePlans.Cut(digits) is { } cut && PhonePlans.IsPossible(cut.CallingCode, cut.National))
        {
            collector.Warn(WarningCode.IssuerAssumed, FieldNames.Phone, $"no plus and no country; it is taken for an international number under +{cut.CallingCode}");
            return cut;
        }

        collector.Warn(WarningCode.Unreadable, FieldNames.Phone, "is a national number, and no country is given to read it by");
        return null;
    }

    private static (string CallingCode, string National)? Cut(string digits, KeyCollector collector)
    {
        if (PhonePlans.Cut(digits) is { } cut)
        {
            return WithoutPrefix(cut, collector);
        }

        collector.Warn(WarningCode.Unreadable, FieldNames.Phone, "begins with no known calling code");
        return null;
    }

    /// <summary>People write the national prefix too: +90 0532 … It is left out where the number fits only without it.</summary>
    private static (string CallingCode, string National) WithoutPrefix((string CallingCode, string National) number, KeyCollector collector)
    {
        var prefix = PhonePlans.IsPossible(number.CallingCode, number.National) ? null : PhonePlans.NationalPrefixes(number.CallingCode)
            .FirstOrDefault(prefix => number.National.StartsWith(prefix, StringComparison.Ordinal) && PhonePlans.IsPossible(number.CallingCode, number.National[prefix.Length..]));
        if (prefix is null)
        {
            return number;
        }

        collector.Warn(WarningCode.Implausible, FieldNames.Phone, "the digit dialled before national numbers is left out");
        return (number.CallingCode, number.National[prefix.Length..]);
    }

    /// <summary>The digits, without an extension and without the (0) that is not dialled from abroad; null if other things stand there.</summary>
    private static (string Digits, bool IsInternational)? Digits(string text)
    {
        if (text.Length > MaxText)
        {
            return null;
        }

        // Copied contacts bring marks of writing direction along, which nobody sees.
        var seen = new string([.. text.Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format)]).Trim();
        seen = seen.StartsWith("(+", StringComparison.Ordinal) ? seen[1..] : seen;
        var trimmed = seen.TrimStart('\uFF0B', '+', ' ');
        var isInternational = seen.AsSpan().IndexOfAny('+', '\uFF0B') == 0;
        var digits = new StringBuilder(trimmed.Length);
        var number = isInternational ? trimmed.Replace("(0)", "", StringComparison.Ordinal) : trimmed;
        foreach (var c in number)
        {
            if (char.IsDigit(c))
            {
                digits.Append((char)('0' + (int)char.GetNumericValue(c)));
            }
            else if (c is 'x' or 'X' or '#' or ',' or ';' || (digits.Length >= MinDigits && c is 'e' or 'E' or 'д' or 'Д'))
            {
                break;
            }
            else if (char.IsLetter(c) || c == '+')
            {
                return null;
            }
        }

        return (digits.ToString(), isInternational);
    }
}
