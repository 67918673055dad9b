using System.Collections.Immutable;

namespace FedHub.Transparency;

/// <summary>The words for <see cref="AuditKind"/>.</summary>
public static class AuditKinds
{
    private static readonly ImmutableArray<string> _tokens =
    [
        "none",
        "query-submitted",
        "answer-delivered",
        "disclosure-requested",
        "disclosure-answered",
        "manifest-published",
        "directory-published",
        "member-admitted",
        "member-suspended",
        "credential-issued",
        "credential-revoked",
        "policy-changed",
        "budget-refused",
        "administrator-action",
        "message-relayed",
        "log-key-changed",
        "attempt-refused",
        "attempts-summarized",
        "payloads-erased",
        "query-cancelled",
        "slot-answered",
        "disclosure-replied",
        "letter-taken",
    ];

    /// <summary>All kinds, in the order of their numbers.</summary>
    public static ImmutableArray<AuditKind> All { get; } = [.. Enumerable.Range(1, _tokens.Length - 1).Select(number => (AuditKind)number)];

    /// <summary>The word, such as <c>query-submitted</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not one of the kinds.</exception>
    public static string ToToken(this AuditKind kind) =>
        TryFromNumber((int)kind, out _) ? _tokens[(int)kind] : throw new ArgumentOutOfRangeException(nameof(kind), "Not a kind.");

    /// <summary>Reads the word; false for any other.</summary>
    public static bool TryParse(string? token, out AuditKind kind)
    {
        var number = token is null ? 0 : Math.Max(0, _tokens.IndexOf(token));
        kind = (AuditKind)number;
        return number != 0;
    }

    /// <summary>Takes a number from outside; false for one that is not a kind.</summary>
    public static bool TryFromNumber(int number, out AuditKind kind)
    {
        var valid = number > 0 && number < _tokens.Length;
        kind = valid ? (AuditKind)number : AuditKind.None;
        return valid;
    }
}
