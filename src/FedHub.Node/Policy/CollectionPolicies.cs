using System.Collections.Frozen;
using System.Text;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Records;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Policy;

/// <summary>What the owner permits, read from <c>policy/*.yaml</c>. What no rule permits is denied.</summary>
public sealed class CollectionPolicies
{
    private static readonly DisclosureDecision _notCovered = new(DisclosureOutcome.Refused, [], null, "not covered by the owner's policy", null);

    private readonly FrozenDictionary<CollectionName, CollectionPolicy> _byName;

    /// <summary>Policies that were read already.</summary>
    public CollectionPolicies(IEnumerable<CollectionPolicy> policies)
    {
        Collections = [.. policies.OrderBy(policy => policy.Name.ToString(), StringComparer.Ordinal)];
        _byName = Collections.ToFrozenDictionary(policy => policy.Name);
    }

    /// <summary>All collections, by name.</summary>
    public IReadOnlyList<CollectionPolicy> Collections { get; }

    /// <summary>SHA-256 over the SHA-256 of each policy file, by name; zeros for policies that came from no files.</summary>
    public Digest Digest { get; private init; }

    /// <summary>Reads all policy files of a data directory.</summary>
    /// <exception cref="FedHubException">A file is wrong (the message names file, line and column), or there is none.</exception>
    public static CollectionPolicies Load(NodeDirectoryLayout layout)
    {
        var files = Directory.Exists(layout.PolicyDirectory) ? Directory.GetFiles(layout.PolicyDirectory, "*.yaml") : [];
        return files.Length == 0
            ? throw new FedHubException(ErrorCode.FailedPrecondition, "There is no policy. `fedhub node init` writes the default ones to policy/.")
            : Read([.. files.Order(StringComparer.Ordinal)]);
    }

    /// <summary>The slots of a member under these policies, by collection and class.</summary>
    public IEnumerable<SlotId> SlotsOf(MemberId member) =>
        from policy in Collections
        from identifierClass in policy.Ceilings.Keys.Order()
        select new SlotId(member, policy.Name, identifierClass);

    /// <summary>Most entries that a slot's filter may have; null for a slot that the policies do not have.</summary>
    public ulong? CeilingOf(SlotId slot) =>
        _byName.TryGetValue(slot.Collection, out var policy) && policy.Ceilings.TryGetValue(slot.Class, out var ceiling) ? ceiling : null;

    /// <summary>Whether a query may be answered. False for an unknown collection or a class that it does not have.</summary>
    public bool AdmitsQuery(CollectionName collection, MemberId origin, string agency, Purpose purpose, IdentifierClass identifierClass) =>
        _byName.TryGetValue(collection, out var policy)
        && policy.Ceilings.ContainsKey(identifierClass)
        && policy.Admissions.Any(rule => rule.Admits(origin, agency, purpose, identifierClass));

    /// <summary>What to answer about one record: the first rule that fits, else a refusal.</summary>
    public DisclosureDecision DecideDisclosure(CollectionName collection, MemberId origin, Purpose purpose, RecordCategory category) =>
        _byName.TryGetValue(collection, out var policy)
            ? policy.Disclosures.FirstOrDefault(rule => rule.Covers(origin, purpose, category))?.Decision ?? _notCovered
            : _notCovered;

    /// <summary>Who may ask a slot, for its manifest: "all members" spelt out over those of the directory.</summary>
    /// <param name="collection">Collection.</param>
    /// <param name="identifierClass">Class.</param>
    /// <param name="members">The other members of the federation.</param>
    public IReadOnlyList<ManifestAdmission> Admissions(CollectionName collection, IdentifierClass identifierClass, IReadOnlyCollection<MemberId> members) =>
        _byName.TryGetValue(collection, out var policy) && policy.Ceilings.ContainsKey(identifierClass)
            ? [.. members.Order().SelectMany(member => AdmissionsOf(policy, identifierClass, member))]
            : [];

    private static CollectionPolicies Read(IReadOnlyList<string> files)
    {
        var texts = files.Select(path => (Path: path, Text: File.ReadAllText(path))).ToList();
        return new CollectionPolicies(texts.Select(file => PolicyReader.ReadFile(file.Path, file.Text)))
        {
            Digest = Digest.Of([.. texts.SelectMany(file => Digest.Of(Encoding.UTF8.GetBytes(file.Text)).ToArray())]),
        };
    }

    private static IEnumerable<ManifestAdmission> AdmissionsOf(CollectionPolicy policy, IdentifierClass identifierClass, MemberId member)
    {
        // One entry for each set of agencies, so that what the manifest says is what AdmitsQuery does.
        var byAgencies = policy.Admissions
            .Where(rule => rule.Covers(member, identifierClass))
            .GroupBy(rule => string.Join('\n', rule.Agencies?.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()), StringComparer.Ordinal);
        return byAgencies.OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new ManifestAdmission(
            member,
            [.. group.SelectMany(rule => rule.Purposes).Distinct().Order()],
            [.. group.First().Agencies?.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()]));
    }
}
