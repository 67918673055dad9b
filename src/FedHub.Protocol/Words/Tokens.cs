using System.Collections.Frozen;

namespace FedHub.Protocol;

/// <summary>The words of the protocol for people and files: purposes and roles in kebab case, outcomes in capitals.</summary>
public static class Tokens
{
    private static readonly FrozenDictionary<string, Purpose> _purposes = Table<Purpose>('-', upper: false);

    private static readonly FrozenDictionary<string, OfficerRole> _roles = Table<OfficerRole>('-', upper: false);

    private static readonly FrozenDictionary<string, Outcome> _outcomes = Table<Outcome>('_', upper: true);

    /// <summary>All purpose tokens, in the order of the enum.</summary>
    public static IReadOnlyList<string> AllPurposes { get; } = [.. Enum.GetValues<Purpose>().Select(Of)];

    /// <summary>All outcome tokens, in the order of the enum.</summary>
    public static IReadOnlyList<string> AllOutcomes { get; } = [.. Enum.GetValues<Outcome>().Select(Of)];

    /// <summary><c>victim-identification</c> and the like.</summary>
    public static string Of(Purpose purpose) => Word(purpose.ToString(), '-', upper: false);

    /// <summary><c>national-auditor</c> and the like.</summary>
    public static string Of(OfficerRole role) => Word(role.ToString(), '-', upper: false);

    /// <summary><c>NO_HIT</c> and the like.</summary>
    public static string Of(Outcome outcome) => outcome == Outcome.RuleSetMismatch ? "RULESET_MISMATCH" : Word(outcome.ToString(), '_', upper: true);

    /// <summary>Reads a purpose token.</summary>
    public static bool TryParsePurpose(string token, out Purpose purpose) => _purposes.TryGetValue(token, out purpose);

    /// <summary>Reads a role token.</summary>
    public static bool TryParseRole(string token, out OfficerRole role) => _roles.TryGetValue(token, out role);

    /// <summary>Reads an outcome token.</summary>
    public static bool TryParseOutcome(string token, out Outcome outcome) => _outcomes.TryGetValue(token, out outcome);

    private static FrozenDictionary<string, T> Table<T>(char separator, bool upper)
        where T : struct, Enum =>
        Enum.GetValues<T>().ToFrozenDictionary(
            value => value is Outcome outcome ? Of(outcome) : Word(value.ToString(), separator, upper), StringComparer.Ordinal);

    private static string Word(string name, char separator, bool upper) =>
        string.Concat(name.Select((letter, index) =>
            (index > 0 && char.IsUpper(letter) ? separator.ToString() : string.Empty)
            + (upper ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter))));
}
