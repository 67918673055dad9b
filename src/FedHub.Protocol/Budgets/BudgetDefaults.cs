using FedHub.Cryptography.Match;

namespace FedHub.Protocol;

/// <summary>The budgets a day of <c>protocol.md</c>, "Limits": elements, or parts for class name.</summary>
public static class BudgetDefaults
{
    /// <summary>The limit where no other was set.</summary>
    public static long LimitOf(BudgetScope scope, IdentifierClass identifierClass) => (scope, identifierClass) switch
    {
        (BudgetScope.Investigator, IdentifierClass.Name) => 100,
        (BudgetScope.Agency, IdentifierClass.Name) => 1_000,
        (BudgetScope.Member, IdentifierClass.Name) => 3_000,
        (BudgetScope.Investigator, _) => 200,
        (BudgetScope.Agency, _) => 2_000,
        (BudgetScope.Member, _) => 5_000,
        (BudgetScope.SelfTest, _) => 64,
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "Every scope has a default."),
    };
}
