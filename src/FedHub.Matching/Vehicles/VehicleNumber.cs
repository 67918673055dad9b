using System.Globalization;

namespace FedHub.Matching;

/// <summary>Vehicle identification numbers, ISO 3779: seventeen characters, never I, O or Q.</summary>
internal static class VehicleNumber
{
    private const int Length = 17;
    private const int CheckAt = 8;

    // 49 CFR 565.15: what each letter counts for, A to Z; the ninth character is the check digit, X stands for ten.
    private const string Values = "12345678.12345.7.923456789";

    private static readonly int[] _weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

    /// <summary>True if the text is such a number. It is unique in the world, so no country is needed.</summary>
    /// <param name="text">Upper-case Latin letters and digits.</param>
    /// <param name="collector">Takes the key.</param>
    public static bool Derive(string text, KeyCollector collector)
    {
        // The letters that never occur can only be misread digits.
        var number = text.Replace('I', '1').Replace('O', '0').Replace('Q', '0');
        if (number.Length != Length || !number.All(char.IsAsciiLetterOrDigit))
        {
            return false;
        }

        // Only North America (1 to 5) and China (L) bind their makers to the check digit.
        var (expected, found) = (Expected(number), number[CheckAt]);
        if (number[0] is (>= '1' and <= '5') or 'L' && expected != found)
        {
            collector.Warn(WarningCode.CheckDigit, FieldNames.Vehicle, string.Create(CultureInfo.InvariantCulture, $"vehicle identification number fails its check digit: {expected} expected, {found} found"));
        }

        collector.Add(KeyClass.Vehicle, KeyKinds.Vin, number);
        return true;
    }

    private static char Expected(string number)
    {
        var sum = 0;
        for (var i = 0; i < Length; i++)
        {
            sum += _weights[i] * (char.IsAsciiDigit(number[i]) ? number[i] - '0' : Values[number[i] - 'A'] - '0');
        }

        return sum % 11 == 10 ? 'X' : (char)('0' + (sum % 11));
    }
}
