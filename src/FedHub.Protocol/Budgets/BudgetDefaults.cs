using FedHub.Cryptography.Match;

namespace FedHub.Protocol;

/// <summary>
/// The budgets a day of <c>protocol.md</c>, "Limits": elements, or parts for class name. Those of bulk screenings are counted apart (ADR 0033): 500 rows
/// an officer, for a row of one passport is padded to 8 elements.
/// </summary>
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
        (BudgetScope.BulkInvestigator, IdentifierClass.Name) => 500,
        (BudgetScope.BulkAgency, IdentifierClass.Name) => 1_000,
        (BudgetScope.BulkMember, IdentifierClass.Name) => 2_000,
        (BudgetScope.BulkInvestigator, _) => 4_000,
        (BudgetScope.BulkAgency, _) => 8_000,
        (BudgetScope.BulkMember, _) => 16_000,
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "Every scope has a default."),
    };
}
