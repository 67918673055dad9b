using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Policy;

/// <summary>What a policy that can be read may still be wrong about.</summary>
/// <param name="Place">Where.</param>
/// <param name="Text">What, and why it matters.</param>
public sealed record PolicyAdvice(PolicyPlace Place, string Text)
{
    private static readonly RecordCategory[] _protected =
        [RecordCategory.Victim, RecordCategory.PresumedVictim, RecordCategory.Witness, RecordCategory.MissingPerson];

    /// <summary>All advice, by collection and place.</summary>
    public static IReadOnlyList<PolicyAdvice> On(PolicySet policies) => [.. policies.Collections.SelectMany(policy => On(policies, policy)).OrderBy(advice => advice.Place.File, StringComparer.Ordinal).ThenBy(advice => advice.Place.Line)];

    private static IEnumerable<PolicyAdvice> On(PolicySet policies, CollectionPolicy policy)
    {
        var decided = Decided(policies, policy);
        foreach (var rule in policy.Disclosures)
        {
            if (!decided.TryGetValue(rule, out var categories))
            {
                yield return new PolicyAdvice(rule.Place, "this rule never decides: rules above it decide all that it covers, or nobody may ask for its purposes");
            }
            else if (rule.Decision.Outcome == DisclosureOutcome.Disclosed && categories.Overlaps(_protected))
            {
                yield return new PolicyAdvice(rule.Place, "this rule releases records of victims, witnesses or missing persons without a person's decision");
            }
        }

        foreach (var rule in policy.Admissions)
        {
            foreach (var purpose in rule.Purposes.Order().Where(purpose => !policy.Disclosures.Any(disclosure => disclosure.Purposes?.Contains(purpose) ?? true)))
            {
                yield return new PolicyAdvice(rule.Place, $"whoever asks for {Tokens.Of(purpose)} is refused every record: no rule under `disclose` fits");
            }
        }
    }

    /// <summary>The rules that decide anything that can be asked, each with the categories of which they do.</summary>
    private static Dictionary<DisclosureRule, HashSet<RecordCategory>> Decided(PolicySet policies, CollectionPolicy policy)
    {
        var decided = new Dictionary<DisclosureRule, HashSet<RecordCategory>>(ReferenceEqualityComparer.Instance);
        var cells = from members in PolicyParties.Members(policies)
                    from purpose in Enum.GetValues<Purpose>()
                    where policy.Admissions.Any(rule => rule.Purposes.Contains(purpose) && (rule.Members?.Contains(members.Representative) ?? true))
                    from category in RecordCategories.All
                    select (Rule: policies.FindDisclosure(policy.Name, members.Representative, purpose, category), category);
        foreach (var (rule, category) in cells)
        {
            if (rule is not null)
            {
                decided.TryAdd(rule, []);
                decided[rule].Add(category);
            }
        }

        return decided;
    }
}
