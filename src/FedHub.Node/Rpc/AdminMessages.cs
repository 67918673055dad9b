using FedHub.Contracts.Node.V1;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Officer = FedHub.Contracts.Node.V1.Officer;

namespace FedHub.Node.Rpc;

/// <summary>Officers and budgets as messages for the administrator, and back.</summary>
internal static class AdminMessages
{
    private const int MaxSubjectLength = 200;

    public static Officer Write(Officers.Officer officer)
    {
        var message = new Officer
        {
            OfficerId = officer.OfficerId,
            Fingerprint = officer.Fingerprint,
            State = (Contracts.Gateway.V1.OfficerState)(int)officer.State,
            Agency = officer.Agency,
            ServiceNumber = officer.ServiceNumber,
            EnrolledAtMs = officer.EnrolledAt.ToUnixTimeMilliseconds(),
        };
        message.Roles.AddRange(officer.Roles.Select(role => (Contracts.Officer.V1.Role)(int)role));
        message.Purposes.AddRange(officer.Purposes.Select(purpose => (Contracts.Common.V1.Purpose)(int)purpose));
        return message;
    }

    public static Budget Write(BudgetUse use) => new()
    {
        Scope = Word(use.Scope),
        Subject = use.Subject,
        IdentifierClass = (Contracts.Common.V1.IdentifierClass)(int)use.Class,
        Limit = (ulong)use.Limit,
        Used = (ulong)use.Used,
    };

    /// <summary>Reads roles.</summary>
    /// <exception cref="FedHubException">A role that there is not.</exception>
    public static IReadOnlyList<OfficerRole> ReadRoles(IEnumerable<Contracts.Officer.V1.Role> roles)
        => [.. roles.Select(role => Enum.IsDefined((OfficerRole)(int)role) ? (OfficerRole)(int)role : throw Invalid("There is no such role."))];

    /// <summary>Reads purposes.</summary>
    /// <exception cref="FedHubException">A purpose that there is not.</exception>
    public static IReadOnlyList<Purpose> ReadPurposes(IEnumerable<Contracts.Common.V1.Purpose> purposes)
        => [.. purposes.Select(purpose => Enum.IsDefined((Purpose)(int)purpose) ? (Purpose)(int)purpose : throw Invalid("There is no such purpose."))];

    /// <summary>Reads a budget.</summary>
    /// <exception cref="FedHubException">A scope, class or limit that there is not.</exception>
    public static (BudgetScope Scope, string Subject, IdentifierClass Class, long Limit) ReadBudget(Budget? budget)
    {
        if (budget is null || !IdentifierClasses.TryFromNumber((int)budget.IdentifierClass, out var identifierClass)
            || budget.Limit > 1_000_000_000 || budget.Subject.Length is 0 or > MaxSubjectLength)
        {
            throw Invalid("A budget needs a scope, a subject or `*`, a class and a limit of at most 1,000,000,000.");
        }

        foreach (var scope in Enum.GetValues<BudgetScope>())
        {
            if (string.Equals(Word(scope), budget.Scope, StringComparison.Ordinal))
            {
                return (scope, budget.Subject, identifierClass, (long)budget.Limit);
            }
        }

        throw Invalid("The scope is investigator, agency, member or self-test.");
    }

    private static string Word(BudgetScope scope) => scope switch
    {
        BudgetScope.Investigator => "investigator",
        BudgetScope.Agency => "agency",
        BudgetScope.Member => "member",
        BudgetScope.SelfTest => "self-test",
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "Every scope has a word."),
    };

    private static FedHubException Invalid(string message) => new(ErrorCode.InvalidInput, message);
}
