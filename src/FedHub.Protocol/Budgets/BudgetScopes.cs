namespace FedHub.Protocol;

/// <summary>The words for <see cref="BudgetScope"/>.</summary>
public static class BudgetScopes
{
    /// <summary>The word, such as <c>self-test</c>.</summary>
    public static string Of(BudgetScope scope) => scope switch
    {
        BudgetScope.Investigator => "investigator",
        BudgetScope.Agency => "agency",
        BudgetScope.Member => "member",
        BudgetScope.SelfTest => "self-test",
        BudgetScope.BulkInvestigator => "bulk-investigator",
        BudgetScope.BulkAgency => "bulk-agency",
        BudgetScope.BulkMember => "bulk-member",
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "Every scope has a word."),
    };

    /// <summary>Whether the scope bounds one officer.</summary>
    public static bool IsOfOfficer(BudgetScope scope) => scope is BudgetScope.Investigator or BudgetScope.BulkInvestigator;

    /// <summary>The scope of single searches that bounds the same subjects as a scope of bulk screenings; any other scope is its own.</summary>
    public static BudgetScope OfSingles(BudgetScope scope) => scope switch
    {
        BudgetScope.BulkInvestigator => BudgetScope.Investigator,
        BudgetScope.BulkAgency => BudgetScope.Agency,
        BudgetScope.BulkMember => BudgetScope.Member,
        _ => scope,
    };

    /// <summary>Reads the word; false for any other.</summary>
    public static bool TryParse(string? word, out BudgetScope scope)
    {
        foreach (var candidate in Enum.GetValues<BudgetScope>())
        {
            if (string.Equals(Of(candidate), word, StringComparison.Ordinal))
            {
                scope = candidate;
                return true;
            }
        }

        scope = default;
        return false;
    }
}
