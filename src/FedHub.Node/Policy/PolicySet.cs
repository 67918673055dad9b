using System.Collections.Frozen;
using System.Text;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Records;
using FedHub.Protocol;

namespace FedHub.Node.Policy;

/// <summary>What the owner permits in all of the collections. What no rule permits is denied. Never changes: a change is another set.</summary>
public sealed class PolicySet
{
    private static readonly DisclosureDecision _notCovered = new(DisclosureOutcome.Refused, [], null, "not covered by the owner's policy", null);

    private readonly FrozenDictionary<CollectionName, CollectionPolicy> _byName;

    /// <summary>Policies that were read already.</summary>
    public PolicySet(IEnumerable<CollectionPolicy> policies)
    {
        Collections = [.. policies.OrderBy(policy => policy.Name.ToString(), StringComparer.Ordinal)];
        _byName = Collections.ToFrozenDictionary(policy => policy.Name);
    }

    /// <summary>All collections, by name.</summary>
    public IReadOnlyList<CollectionPolicy> Collections { get; }

    /// <summary>SHA-256 over the SHA-256 of each policy file, by name; zeros for policies that came from no files.</summary>
    public Digest Digest { get; private init; }

    /// <summary>The texts that were read, by file name; empty for policies that came from no files.</summary>
    public IReadOnlyDictionary<string, string> Files { get; private init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Reads policy files.</summary>
    /// <param name="files">Texts by file name, such as <c>persons.yaml</c>.</param>
    /// <exception cref="FedHubException">A file is wrong; the message names file, line and column, and what is accepted.</exception>
    public static PolicySet Read(IReadOnlyDictionary<string, string> files)
    {
        var sorted = files.OrderBy(file => file.Key, StringComparer.Ordinal).ToList();
        return new PolicySet(sorted.Select(file => PolicyReader.ReadFile(file.Key, file.Value)))
        {
            Digest = Digest.Of([.. sorted.SelectMany(file => Digest.Of(Encoding.UTF8.GetBytes(file.Value)).ToArray())]),
            Files = sorted.ToFrozenDictionary(file => file.Key, file => file.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>The policy of a collection; null when there is none.</summary>
    public CollectionPolicy? Find(CollectionName collection) => _byName.GetValueOrDefault(collection);

    /// <summary>The slots of a member under these policies, by collection and class.</summary>
    public IEnumerable<SlotId> SlotsOf(MemberId member) =>
        from policy in Collections
        from identifierClass in policy.Ceilings.Keys.Order()
        select new SlotId(member, policy.Name, identifierClass);

    /// <summary>Most entries that a slot's filter may have; null for a slot that the policies do not have.</summary>
    public ulong? CeilingOf(SlotId slot) =>
        _byName.TryGetValue(slot.Collection, out var policy) && policy.Ceilings.TryGetValue(slot.Class, out var ceiling) ? ceiling : null;

    /// <summary>Whether a query, or one of a bulk screening, may be answered. False for an unknown collection or a class that it does not have.</summary>
    public bool AdmitsQuery(CollectionName collection, MemberId origin, string agency, Purpose purpose, IdentifierClass identifierClass, bool isBulk) =>
        FindAdmission(collection, origin, agency, purpose, identifierClass, isBulk) is not null;

    /// <summary>What to answer about one record: the first rule that fits, else a refusal.</summary>
    public DisclosureDecision DecideDisclosure(CollectionName collection, MemberId origin, Purpose purpose, RecordCategory category) =>
        FindDisclosure(collection, origin, purpose, category)?.Decision ?? _notCovered;

    /// <summary>The most that the policies let one of a scope ask of a slot a day; null when they say nothing.</summary>
    public long? BudgetOf(CollectionName collection, MemberId origin, BudgetScope scope, IdentifierClass identifierClass) =>
        _byName.TryGetValue(collection, out var policy)
        && policy.Budgets.Where(rule => rule.Covers(origin, scope, identifierClass)).ToList() is [_, ..] rules
            ? rules.Min(rule => rule.PerDay)
            : null;

    /// <summary>Who may ask a slot, for its manifest: "all members" spelt out over those of the directory.</summary>
    /// <param name="collection">Collection.</param>
    /// <param name="identifierClass">Class.</param>
    /// <param name="members">The other members of the federation.</param>
    public IReadOnlyList<ManifestAdmission> Admissions(CollectionName collection, IdentifierClass identifierClass, IReadOnlyCollection<MemberId> members) =>
        _byName.TryGetValue(collection, out var policy) && policy.Ceilings.ContainsKey(identifierClass)
            ? [.. members.Order().SelectMany(member => AdmissionsOf(policy, identifierClass, member))]
            : [];

    /// <summary>The rule by which a query may be answered; null when none does.</summary>
    internal AdmissionRule? FindAdmission(CollectionName collection, MemberId origin, string agency, Purpose purpose, IdentifierClass identifierClass, bool isBulk) =>
        _byName.TryGetValue(collection, out var policy) && policy.Ceilings.ContainsKey(identifierClass)
            ? policy.Admissions.FirstOrDefault(rule => rule.Admits(origin, agency, purpose, identifierClass, isBulk))
            : null;

    /// <summary>The rule that decides a disclosure; null when none fits.</summary>
    internal DisclosureRule? FindDisclosure(CollectionName collection, MemberId origin, Purpose purpose, RecordCategory category) =>
        _byName.TryGetValue(collection, out var policy) ? policy.Disclosures.FirstOrDefault(rule => rule.Covers(origin, purpose, category)) : null;

    private static IEnumerable<ManifestAdmission> AdmissionsOf(CollectionPolicy policy, IdentifierClass identifierClass, MemberId member)
    {
        // One entry for each set of agencies, in bulk or not, so that what the manifest says is what AdmitsQuery does.
        var byAgencies = policy.Admissions
            .Where(rule => rule.Covers(member, identifierClass))
            .GroupBy(rule => (rule.IsBulk ? "bulk" : "") + '\n' + string.Join('\n', rule.Agencies?.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()), StringComparer.Ordinal);
        return byAgencies.OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new ManifestAdmission(
            member,
            [.. group.SelectMany(rule => rule.Purposes).Distinct().Order()],
            [.. group.First().Agencies?.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()])
        {
            IsBulk = group.First().IsBulk,
        });
    }
}
