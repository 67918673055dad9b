namespace FedHub.Matching;

/// <summary>INN (order of the tax service) and SNILS (order of the pension fund).</summary>
internal static class RussianChecks
{
    private static readonly int[] _inn10 = [2, 4, 10, 3, 5, 9, 4, 6, 8];
    private static readonly int[] _inn11 = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    private static readonly int[] _inn12 = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    private static readonly int[] _snils = [9, 8, 7, 6, 5, 4, 3, 2, 1];

    public static SchemeProblem? Inn10(string number)
        => SchemeProblem.CheckDigit(CheckDigits.WeightedSum(number.AsSpan(0, 9), _inn10) % 11 % 10, number[9] - '0');

    public static SchemeProblem? Inn12(string number)
        => SchemeProblem.CheckDigit(CheckDigits.WeightedSum(number.AsSpan(0, 10), _inn11) % 11 % 10, number[10] - '0')
            ?? SchemeProblem.CheckDigit(CheckDigits.WeightedSum(number.AsSpan(0, 11), _inn12) % 11 % 10, number[11] - '0');

    public static SchemeProblem? Snils(string number)
    {
        // Numbers up to 001-001-998 were issued before there were check digits.
        if (string.CompareOrdinal(number, 0, "001001998", 0, 9) <= 0)
        {
            return null;
        }

        var rest = CheckDigits.WeightedSum(number.AsSpan(0, 9), _snils) % 101;
        return SchemeProblem.CheckDigits(rest == 100 ? 0 : rest, ((number[9] - '0') * 10) + number[10] - '0');
    }
}
