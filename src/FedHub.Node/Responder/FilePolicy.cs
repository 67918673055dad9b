using FedHub.Cryptography.Match;
using FedHub.Node.Policy;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Responder;

/// <summary>The policy files of this node as the responder's policy.</summary>
internal sealed class FilePolicy(CollectionPolicies policies) : IOwnPolicy
{
    public bool AdmitsQuery(CollectionName collection, MemberId origin, string agency, Purpose purpose, IdentifierClass identifierClass, bool isBulk)
        => policies.AdmitsQuery(collection, origin, agency, purpose, identifierClass, isBulk);

    public DisclosureDecision DecideDisclosure(CollectionName collection, MemberId origin, Purpose purpose, RecordCategory category)
        => policies.DecideDisclosure(collection, origin, purpose, category);

    public IReadOnlyList<BudgetCharge> Charges(VerifiedQuery query, VerifiedPart part) =>
    [
        .. BudgetCharge.For(query, part).Select(charge => charge with
        {
            // What the policy lets one of them ask a day holds for bulk screenings too; they are counted apart.
            Ceiling = policies.InForce.BudgetOf(part.Slot.Collection, query.Origin, BudgetScopes.OfSingles(charge.Scope), part.Slot.Class),
        }),
    ];
}
