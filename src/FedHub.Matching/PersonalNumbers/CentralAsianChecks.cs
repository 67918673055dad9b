namespace FedHub.Matching;

/// <summary>Kazakhstan, Uzbekistan and Kyrgyzstan: numbers that hold the birth date.</summary>
internal static class CentralAsianChecks
{
    private static readonly int[] _iinFirst = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    private static readonly int[] _iinSecond = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];
    private static readonly int[] _pinfl = [7, 3, 1];

    /// <summary>IIN: YYMMDD, century and sex, five digits of which the last is the check digit.</summary>
    public static SchemeProblem? Iin(string number)
    {
        if (IinBirth(number) is null)
        {
            return SchemeProblem.Implausible("holds no possible birth date");
        }

        var body = number.AsSpan(0, 11);
        var sum = CheckDigits.WeightedSum(body, _iinFirst) % 11;
        sum = sum == 10 ? CheckDigits.WeightedSum(body, _iinSecond) % 11 : sum;
        return sum == 10 ? new SchemeProblem(WarningCode.CheckDigit, "fails its check digit: no digit fits, such numbers are not issued")
            : SchemeProblem.CheckDigit(sum, number[11] - '0');
    }

    public static PartialDate? IinBirth(string number)
        => Date(Century(number[6]), number.AsSpan(0, 2), number.AsSpan(2, 2), number.AsSpan(4, 2));

    /// <summary>PINFL: century and sex, DDMMYY, district, serial, check digit by weights 7, 3, 1 modulo 10.</summary>
    public static SchemeProblem? Pinfl(string number)
        => PinflBirth(number) is null ? SchemeProblem.Implausible("holds no possible birth date")
            : SchemeProblem.CheckDigit(CheckDigits.WeightedSum(number.AsSpan(0, 13), _pinfl) % 10, number[13] - '0');

    public static PartialDate? PinflBirth(string number)
        => Date(Century(number[0]), number.AsSpan(5, 2), number.AsSpan(3, 2), number.AsSpan(1, 2));

    /// <summary>Kyrgyz PIN: sex (1 female, 2 male), DDMMYYYY, five digits; no check digit is published.</summary>
    public static SchemeProblem? KyrgyzPin(string number)
        => number[0] is not ('1' or '2') ? SchemeProblem.Implausible("its first digit must be 1 or 2")
            : KyrgyzBirth(number) is null ? SchemeProblem.Implausible("holds no possible birth date") : null;

    public static PartialDate? KyrgyzBirth(string number)
        => Date(Number(number.AsSpan(5, 2)) * 100, number.AsSpan(7, 2), number.AsSpan(3, 2), number.AsSpan(1, 2));

    // 1 and 2 stand for men and women of the 19th century, 3 and 4 of the 20th, 5 and 6 of the 21st.
    private static int Century(char digit) => digit is >= '1' and <= '6' ? 1800 + ((digit - '1') / 2 * 100) : 0;

    private static PartialDate? Date(int century, ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day)
        => PartialDate.TryCreate(century + Number(year), Number(month), Number(day), out var date, out _) && date.Day != 0 ? date : null;

    private static int Number(ReadOnlySpan<char> digits) => ((digits[0] - '0') * 10) + digits[1] - '0';
}
