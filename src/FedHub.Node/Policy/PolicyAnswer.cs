using FedHub.Cryptography.Match;

namespace FedHub.Node.Policy;

/// <summary>What one collection's policy says to a question, and which rules said it.</summary>
/// <param name="Collection">Which collection.</param>
/// <param name="Admitted">The classes that may be asked for, each with the rule that admits.</param>
/// <param name="Denied">The classes of the collection that may not.</param>
/// <param name="Decision">What is said of a record that is hit.</param>
/// <param name="DecidedBy">The rule that decides; null when none fits, which refuses.</param>
public sealed record PolicyAnswer(
    CollectionName Collection,
    IReadOnlyList<KeyValuePair<IdentifierClass, PolicyPlace>> Admitted,
    IReadOnlyList<IdentifierClass> Denied,
    DisclosureDecision Decision,
    PolicyPlace? DecidedBy)
{
    /// <summary>The answers of all collections.</summary>
    public static IReadOnlyList<PolicyAnswer> Ask(PolicySet policies, PolicyQuestion question) => [.. policies.Collections.Select(policy => Ask(policies, policy, question))];

    private static PolicyAnswer Ask(PolicySet policies, CollectionPolicy policy, PolicyQuestion question)
    {
        var admitted = new List<KeyValuePair<IdentifierClass, PolicyPlace>>();
        var denied = new List<IdentifierClass>();
        foreach (var identifierClass in policy.Ceilings.Keys.Order())
        {
            if (policies.FindAdmission(policy.Name, question.Origin, question.Agency, question.Purpose, identifierClass, question.IsBulk) is { } rule)
            {
                admitted.Add(KeyValuePair.Create(identifierClass, rule.Place));
            }
            else
            {
                denied.Add(identifierClass);
            }
        }

        return new PolicyAnswer(
            policy.Name,
            admitted,
            denied,
            policies.DecideDisclosure(policy.Name, question.Origin, question.Purpose, question.Category),
            policies.FindDisclosure(policy.Name, question.Origin, question.Purpose, question.Category)?.Place);
    }
}
