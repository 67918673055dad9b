namespace FedHub.Matching;

/// <summary>Check-digit arithmetic that several schemes share. All texts are ASCII digits.</summary>
internal static class CheckDigits
{
    private static readonly byte[,] _dihedral =
    {
        { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }, { 1, 2, 3, 4, 0, 6, 7, 8, 9, 5 }, { 2, 3, 4, 0, 1, 7, 8, 9, 5, 6 }, { 3, 4, 0, 1, 2, 8, 9, 5, 6, 7 },
        { 4, 0, 1, 2, 3, 9, 5, 6, 7, 8 }, { 5, 9, 8, 7, 6, 0, 4, 3, 2, 1 }, { 6, 5, 9, 8, 7, 1, 0, 4, 3, 2 }, { 7, 6, 5, 9, 8, 2, 1, 0, 4, 3 },
        { 8, 7, 6, 5, 9, 3, 2, 1, 0, 4 }, { 9, 8, 7, 6, 5, 4, 3, 2, 1, 0 },
    };

    private static readonly byte[] _permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

    private static readonly byte[] _inverse = [0, 4, 3, 2, 1, 5, 6, 7, 8, 9];

    /// <summary>Sum of digit times weight, the weights repeating.</summary>
    public static int WeightedSum(ReadOnlySpan<char> digits, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            sum += (digits[i] - '0') * weights[i % weights.Length];
        }

        return sum;
    }

    /// <summary>ISO/IEC 7812-1 annex B: the digit to append.</summary>
    public static int Luhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            digit = i % 2 == 0 ? digit * 2 : digit;
            sum += digit > 9 ? digit - 9 : digit;
        }

        return (10 - (sum % 10)) % 10;
    }

    /// <summary>Verhoeff 1969: the digit to append.</summary>
    public static int Verhoeff(ReadOnlySpan<char> digits)
    {
        var state = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            for (var turn = 0; turn <= i % 8; turn++)
            {
                digit = _permutation[digit];
            }

            state = _dihedral[state, digit];
        }

        return _inverse[state];
    }
}
