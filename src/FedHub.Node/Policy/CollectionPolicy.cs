using System.Collections.Frozen;
using FedHub.Cryptography.Match;

namespace FedHub.Node.Policy;

/// <summary>The policy of one collection, as read from its file.</summary>
public sealed record CollectionPolicy
{
    /// <summary>Name.</summary>
    public required CollectionName Name { get; init; }

    /// <summary>Classes that the collection can be asked for, each with the most entries its filter may hold.</summary>
    public required FrozenDictionary<IdentifierClass, ulong> Ceilings { get; init; }

    /// <summary>Who may ask.</summary>
    internal IReadOnlyList<AdmissionRule> Admissions { get; init; } = [];

    /// <summary>What is disclosed; the first rule that fits decides.</summary>
    internal IReadOnlyList<DisclosureRule> Disclosures { get; init; } = [];

    /// <summary>How much may be asked a day; the lowest that fits holds.</summary>
    internal IReadOnlyList<BudgetRule> Budgets { get; init; } = [];
}
