using System.Collections.Immutable;
using FedHub.Cryptography;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Node.Tests.HubLink;

/// <summary>A log in memory that proves whatever is asked, by the definitions of RFC 6962 alone; and that can be made to sign two histories.</summary>
internal sealed class TestLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(AuditLeaf Leaf, AuditOpening Opening)> _entries = [];
    private readonly NoteSigner _signer;

    public TestLog()
        : this(SigningKey.Generate()) =>
        Prove(new AuditPayload(AuditKind.DirectoryPublished, null, "1", []));

    private TestLog(SigningKey key)
    {
        Key = key;
        _signer = new NoteSigner(LogNames.Origin("test", key.PublicKey), key);
    }

    public SigningKey Key { get; }

    public NoteVerificationKey VerificationKey => _signer.VerificationKey;

    /// <summary>Logs something and proves it by the newest checkpoint.</summary>
    public LogProof Prove(LoggedMatter matter) => Prove(matter.ToPayload());

    public LogProof Prove(AuditPayload payload)
    {
        lock (_gate)
        {
            var bytes = payload.Encode();
            var nonce = AuditNonce.Random();
            _entries.Add((new AuditLeaf(1_700_000_000_000 + _entries.Count, AuditCommitment.Compute(nonce, bytes)), new AuditOpening(nonce, bytes)));
            var index = _entries.Count - 1;
            var receipt = new LogReceiptFile(null, index, [.. Path(index, Leaves(_entries.Count))], Checkpoint(_entries.Count));
            return new LogProof(receipt, _entries[index].Leaf.UnixMilliseconds, _entries[index].Opening, null);
        }
    }

    public SignedCheckpoint Checkpoint(int size) => SignedCheckpoint.Sign(
        new Checkpoint(_signer.VerificationKey.Name.ToString(), new TreeHead(size, Root(Leaves(size)))), _signer);

    public ConsistencyProof Consistency(long from, long to)
    {
        lock (_gate)
        {
            return new ConsistencyProof(from, from == 0 || from == to ? [] : [.. Consistency((int)from, Leaves((int)to), isWhole: true)]);
        }
    }

    /// <summary>A log of the same key whose history is the same up to a size, and another from there on.</summary>
    public TestLog Fork(int size)
    {
        var fork = new TestLog(Key);
        fork._entries.AddRange(_entries.Take(size));
        return fork;
    }

    public void Dispose() => Key.Dispose();

    private ImmutableArray<Digest> Leaves(int size) => [.. _entries.Take(size).Select(entry => entry.Leaf.Hash())];

    private static int Split(int count) => 1 << (31 - int.LeadingZeroCount(count - 1));

    private static Digest Root(ImmutableArray<Digest> leaves) => leaves.Length switch
    {
        0 => MerkleHash.EmptyRoot,
        1 => leaves[0],
        var count => MerkleHash.Node(Root(leaves[..Split(count)]), Root(leaves[Split(count)..])),
    };

    private static IEnumerable<Digest> Path(int index, ImmutableArray<Digest> leaves)
    {
        if (leaves.Length == 1)
        {
            return [];
        }

        var split = Split(leaves.Length);
        return index < split
            ? Path(index, leaves[..split]).Append(Root(leaves[split..]))
            : Path(index - split, leaves[split..]).Append(Root(leaves[..split]));
    }

    private static IEnumerable<Digest> Consistency(int from, ImmutableArray<Digest> leaves, bool isWhole)
    {
        if (from == leaves.Length)
        {
            return isWhole ? [] : [Root(leaves)];
        }

        var split = Split(leaves.Length);
        return from <= split
            ? Consistency(from, leaves[..split], isWhole).Append(Root(leaves[split..]))
            : Consistency(from - split, leaves[split..], isWhole: false).Append(Root(leaves[..split]));
    }
}
