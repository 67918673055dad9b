using FedHub.Cryptography.Match;

namespace FedHub.Protocol;

/// <summary>A budget as an administrator sees it.</summary>
/// <param name="Scope">Whose.</param>
/// <param name="Subject">The subject; <c>*</c> for the default of all.</param>
/// <param name="Class">Class of identifiers.</param>
/// <param name="Limit">A day.</param>
/// <param name="Used">Today, in the slot that used most.</param>
public sealed record BudgetUse(BudgetScope Scope, string Subject, IdentifierClass Class, long Limit, long Used)
{
    /// <summary>Why and until when the limit is a raised one; null when it is not.</summary>
    public BudgetRaise? Raised { get; init; }
}
