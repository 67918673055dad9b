namespace FedHub.Matching;

/// <summary>Türkiye, the Emirates, Saudi Arabia, India and Thailand.</summary>
internal static class OtherChecks
{
    private static readonly int[] _odd = [7, -1];
    private static readonly int[] _ones = [1];
    private static readonly int[] _thai = [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2];

    /// <summary>TCKN: tenth digit from seven times the odd places less the even ones, eleventh from the sum of the first ten.</summary>
    public static SchemeProblem? Tckn(string number)
    {
        if (number[0] == '0')
        {
            return SchemeProblem.Implausible("must not begin with 0");
        }

        var tenth = CheckDigits.WeightedSum(number.AsSpan(0, 9), _odd) % 10;
        return SchemeProblem.CheckDigit((tenth + 10) % 10, number[9] - '0')
            ?? SchemeProblem.CheckDigit(CheckDigits.WeightedSum(number.AsSpan(0, 10), _ones) % 10, number[10] - '0');
    }

    /// <summary>Emirates ID: 784, birth year, serial, Luhn digit.</summary>
    public static SchemeProblem? Emirates(string number)
        => number.StartsWith("784", StringComparison.Ordinal) ? Luhn(number) : SchemeProblem.Implausible("must begin with 784");

    /// <summary>Saudi ID: 1 for citizens, 2 for residents, Luhn digit last.</summary>
    public static SchemeProblem? Saudi(string number)
        => number[0] is '1' or '2' ? Luhn(number) : SchemeProblem.Implausible("must begin with 1 or 2");

    /// <summary>Aadhaar: Verhoeff digit last; never begins with 0 or 1.</summary>
    public static SchemeProblem? Aadhaar(string number)
        => number[0] is '0' or '1' ? SchemeProblem.Implausible("must not begin with 0 or 1")
            : SchemeProblem.CheckDigit(CheckDigits.Verhoeff(number.AsSpan(0, 11)), number[11] - '0');

    /// <summary>Thai PIN: weights 13 to 2, 11 less the rest modulo 11, its last digit.</summary>
    public static SchemeProblem? Thai(string number)
        => SchemeProblem.CheckDigit((11 - (CheckDigits.WeightedSum(number.AsSpan(0, 12), _thai) % 11)) % 10, number[12] - '0');

    private static SchemeProblem? Luhn(string number)
        => SchemeProblem.CheckDigit(CheckDigits.Luhn(number.AsSpan(0, number.Length - 1)), number[^1] - '0');
}
