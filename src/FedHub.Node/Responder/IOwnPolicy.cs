using FedHub.Cryptography.Match;
using FedHub.Node.Policy;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Responder;

/// <summary>The country's own policies, as the responder asks them.</summary>
internal interface IOwnPolicy
{
    /// <summary>Whether a member's agency may ask a class of a collection for a purpose; in bulk where that is what it does.</summary>
    bool AdmitsQuery(CollectionName collection, MemberId origin, string agency, Purpose purpose, IdentifierClass identifierClass, bool isBulk);

    /// <summary>What is said of a record that was hit.</summary>
    DisclosureDecision DecideDisclosure(CollectionName collection, MemberId origin, Purpose purpose, RecordCategory category);

    /// <summary>What one part of a query costs whom, and the most that the policy lets each of them ask a day.</summary>
    IReadOnlyList<BudgetCharge> Charges(VerifiedQuery query, VerifiedPart part);
}
