using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Records;
using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Policy;

/// <summary>The policies in force, for all who ask them. Another set comes into force between two questions, never within one.</summary>
public sealed class CollectionPolicies
{
    // Replaced whole, by PolicyAdministration alone; read by every query.
    private volatile PolicySet _inForce;

    /// <summary>Begins with a set.</summary>
    public CollectionPolicies(PolicySet inForce) => _inForce = inForce;

    /// <summary>Begins with policies that were read already.</summary>
    public CollectionPolicies(IEnumerable<CollectionPolicy> policies)
        : this(new PolicySet(policies))
    {
    }

    /// <summary>The set in force now.</summary>
    public PolicySet InForce => _inForce;

    /// <summary>All collections, by name.</summary>
    public IReadOnlyList<CollectionPolicy> Collections => _inForce.Collections;

    /// <summary>Of the set in force.</summary>
    public Digest Digest => _inForce.Digest;

    /// <summary>Reads all policy files of a data directory.</summary>
    /// <exception cref="FedHubException">A file is wrong (the message names file, line and column), or there is none.</exception>
    public static CollectionPolicies Load(NodeDirectoryLayout layout) => new(PolicyFolder.Read(layout.PolicyDirectory));

    /// <inheritdoc cref="PolicySet.SlotsOf"/>
    public IEnumerable<SlotId> SlotsOf(MemberId member) => _inForce.SlotsOf(member);

    /// <inheritdoc cref="PolicySet.CeilingOf"/>
    public ulong? CeilingOf(SlotId slot) => _inForce.CeilingOf(slot);

    /// <inheritdoc cref="PolicySet.AdmitsQuery"/>
    public bool AdmitsQuery(CollectionName collection, MemberId origin, string agency, Purpose purpose, IdentifierClass identifierClass, bool isBulk) =>
        _inForce.AdmitsQuery(collection, origin, agency, purpose, identifierClass, isBulk);

    /// <inheritdoc cref="PolicySet.DecideDisclosure"/>
    public DisclosureDecision DecideDisclosure(CollectionName collection, MemberId origin, Purpose purpose, RecordCategory category) =>
        _inForce.DecideDisclosure(collection, origin, purpose, category);

    /// <inheritdoc cref="PolicySet.Admissions"/>
    public IReadOnlyList<ManifestAdmission> Admissions(CollectionName collection, IdentifierClass identifierClass, IReadOnlyCollection<MemberId> members) =>
        _inForce.Admissions(collection, identifierClass, members);

    /// <summary>Puts another set in force.</summary>
    internal void Replace(PolicySet next) => _inForce = next;
}
