using FedHub.Cryptography.Match;

namespace FedHub.Protocol;

/// <summary>What one part of a query costs one subject.</summary>
/// <param name="Scope">Whose budget.</param>
/// <param name="Subject">Member, <c>MEMBER/agency</c> or <c>MEMBER/officer</c>.</param>
/// <param name="Slot">Budgets count per slot: every slot has a key of its own, and what is bounded is guesses under one key.</param>
/// <param name="Amount">Elements; for class name parts, which is 1.</param>
public sealed record BudgetCharge(BudgetScope Scope, string Subject, SlotId Slot, long Amount)
{
    /// <summary>The most that the owner's policy lets the subject ask of the slot a day, whatever the limits say; null when it says nothing.</summary>
    public long? Ceiling { get; init; }

    /// <summary>The charges of one part: to the officer, the agency and the member, or to the self-test alone.</summary>
    public static IEnumerable<BudgetCharge> For(VerifiedQuery query, VerifiedPart part)
    {
        var amount = part.Slot.Class == IdentifierClass.Name ? 1 : part.Count;
        var origin = query.Origin.ToString();
        if (query.IsSelfTest)
        {
            yield return new BudgetCharge(BudgetScope.SelfTest, origin, part.Slot, amount);
            yield break;
        }

        foreach (var charge in Of(origin, query.Credential.OfficerId, query.Credential.Agency, query.IsBulk, part.Slot, amount))
        {
            yield return charge;
        }
    }

    /// <summary>The charges to officer, agency and member: of single searches, or of bulk screenings, which use nothing of the former up.</summary>
    public static IEnumerable<BudgetCharge> Of(string origin, string officer, string agency, bool isBulk, SlotId slot, long amount) =>
    [
        new BudgetCharge(isBulk ? BudgetScope.BulkInvestigator : BudgetScope.Investigator, $"{origin}/{officer}", slot, amount),
        new BudgetCharge(isBulk ? BudgetScope.BulkAgency : BudgetScope.Agency, $"{origin}/{agency}", slot, amount),
        new BudgetCharge(isBulk ? BudgetScope.BulkMember : BudgetScope.Member, origin, slot, amount),
    ];
}
