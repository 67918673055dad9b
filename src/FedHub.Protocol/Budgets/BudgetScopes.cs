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
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "Every scope has a word."),
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
