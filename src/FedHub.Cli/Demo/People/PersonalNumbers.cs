using System.Globalization;

namespace FedHub.Cli.Demo.People;

/// <summary>Invented national numbers that pass the checks of their scheme.</summary>
internal static class PersonalNumbers
{
    private static readonly int[] _pinflWeights = [7, 3, 1];

    /// <summary>A number for a person of this country; empty where the country's scheme has no published check.</summary>
    public static string Create(string country, DateOnly born, bool female, SeededNumbers numbers) => country switch
    {
        "KAZ" => KazakhIin(born, female, numbers),
        "KGZ" => KyrgyzPin(born, female, numbers),
        "UZB" => UzbekPinfl(born, female, numbers),
        _ => "",
    };

    /// <summary>Birth date, century and sex, serial, check digit with two rounds of weights modulo 11.</summary>
    private static string KazakhIin(DateOnly born, bool female, SeededNumbers numbers)
    {
        while (true)
        {
            var century = (born.Year >= 2000 ? 5 : 3) + (female ? 1 : 0);
            var body = born.ToString("yyMMdd", CultureInfo.InvariantCulture) + Digit(century) + numbers.Digits(4);
            if (TryKazakhCheckDigit(body, out var check))
            {
                return body + Digit(check);
            }
        }
    }

    /// <summary>False for a body that the scheme never issues: both rounds give 10.</summary>
    private static bool TryKazakhCheckDigit(string body, out int check)
    {
        check = body.Select((digit, i) => (digit - '0') * (i + 1)).Sum() % 11;
        if (check == 10)
        {
            check = body.Select((digit, i) => (digit - '0') * (((i + 2) % 11) + 1)).Sum() % 11;
        }

        return check < 10;
    }

    /// <summary>Sex (1 female, 2 male), day, month, year, serial of five.</summary>
    private static string KyrgyzPin(DateOnly born, bool female, SeededNumbers numbers)
        => (female ? "1" : "2") + born.ToString("ddMMyyyy", CultureInfo.InvariantCulture) + numbers.Digits(5);

    /// <summary>Century and sex, day, month, year, region and serial, check digit with weights 7, 3, 1 modulo 10.</summary>
    private static string UzbekPinfl(DateOnly born, bool female, SeededNumbers numbers)
    {
        var century = (born.Year >= 2000 ? 5 : 3) + (female ? 1 : 0);
        var body = Digit(century) + born.ToString("ddMMyy", CultureInfo.InvariantCulture) + numbers.Digits(6);
        var check = body.Select((digit, i) => (digit - '0') * _pinflWeights[i % 3]).Sum() % 10;
        return body + Digit(check);
    }

    private static string Digit(int value) => value.ToString(CultureInfo.InvariantCulture);
}
