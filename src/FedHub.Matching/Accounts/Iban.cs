using System.Globalization;

namespace FedHub.Matching;

/// <summary>International bank account numbers, ISO 13616.</summary>
internal static class Iban
{
    public static bool Derive(string text, KeyCollector collector)
    {
        var iban = LookAlikes.ToLatin(QualifiedNumber.Canonical(text));
        if (iban.Length is < 15 or > 34 || !iban.All(char.IsAsciiLetterOrDigit)
            || !iban[..2].All(char.IsAsciiLetter) || !iban[2..4].All(char.IsAsciiDigit) || Countries.Resolve(iban[..2]) is null)
        {
            return false;
        }

        if (IbanLengths.Of(iban[..2]) is { } length && length != iban.Length)
        {
            collector.Warn(WarningCode.Implausible, FieldNames.Account, string.Create(CultureInfo.InvariantCulture, $"IBAN has {iban.Length} characters, those of {iban[..2]} have {length}; taken as it stands"));
        }

        var expected = 98 - Mod97(iban[4..] + iban[..2] + "00");
        if (SchemeProblem.CheckDigits(expected, ((iban[2] - '0') * 10) + iban[3] - '0') is { } problem)
        {
            collector.Warn(problem.Code, FieldNames.Account, "IBAN " + problem.Message);
        }

        collector.Add(KeyClass.Account, KeyKinds.Iban, iban);
        return true;
    }

    // ISO/IEC 7064 MOD 97-10; letters count as 10 to 35.
    private static int Mod97(string text)
    {
        var rest = 0;
        foreach (var c in text)
        {
            rest = char.IsAsciiDigit(c) ? ((rest * 10) + c - '0') % 97 : ((rest * 100) + c - 'A' + 10) % 97;
        }

        return rest;
    }
}
