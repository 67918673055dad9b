namespace FedHub.Matching;

/// <summary>What a personal number's scheme finds wrong with it, in words without the number.</summary>
internal sealed record SchemeProblem(WarningCode Code, string Message)
{
    public static SchemeProblem? CheckDigit(int expected, int found)
        => expected == found ? null : new SchemeProblem(WarningCode.CheckDigit, $"fails its check digit: {expected} expected, {found} found");

    public static SchemeProblem? CheckDigits(int expected, int found)
        => expected == found ? null : new SchemeProblem(WarningCode.CheckDigit, $"fails its check digits: {expected:D2} expected, {found:D2} found");

    public static SchemeProblem Implausible(string message) => new(WarningCode.Implausible, message);
}
