using FedHub.Contracts.Hub.V1;
using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Hub.Rpc;

/// <summary>Budgets as messages and back.</summary>
internal static class BudgetCodec
{
    private const int MaxSubjectLength = 128;

    internal static Budget ToProto(BudgetUse budget) => new()
    {
        Scope = TokenOf(budget.Scope),
        Subject = budget.Subject,
        IdentifierClass = (Contracts.Common.V1.IdentifierClass)(int)budget.Class,
        Limit = (ulong)budget.Limit,
        Used = (ulong)budget.Used,
    };

    internal static Checked<BudgetUse> ToDomain(Budget? message)
    {
        var scopes = Enum.GetValues<BudgetScope>().Where(scope => string.Equals(TokenOf(scope), message?.Scope, StringComparison.Ordinal)).ToList();
        if (message is null || scopes.Count != 1
            || !IdentifierClasses.TryFromNumber((int)message.IdentifierClass, out var identifierClass)
            || message.Subject.Length is 0 or > MaxSubjectLength
            || message.Limit > int.MaxValue)
        {
            return new Refusal(
                ErrorCode.InvalidInput,
                "A budget has a scope (investigator, agency, member or self-test), a subject or *, a class, and a limit below 2^31.");
        }

        return new BudgetUse(scopes[0], message.Subject, identifierClass, (long)message.Limit, Used: 0);
    }

    private static string TokenOf(BudgetScope scope) => scope switch
    {
        BudgetScope.Investigator => "investigator",
        BudgetScope.Agency => "agency",
        BudgetScope.Member => "member",
        BudgetScope.SelfTest => "self-test",
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "Every scope has a word."),
    };
}
