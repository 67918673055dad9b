namespace FedHub.Transparency;

/// <summary>What a log serves of one entry's payload to one reader.</summary>
/// <param name="Index">Which entry.</param>
/// <param name="Form">How much; never <see cref="OpeningForm.Withheld"/>.</param>
/// <param name="Nonce">With <see cref="OpeningForm.Whole"/>; else null.</param>
/// <param name="Payload">The bytes of an <see cref="AuditPayload"/>; empty when erased.</param>
public sealed record ServedOpening(long Index, OpeningForm Form, AuditNonce? Nonce, ReadOnlyMemory<byte> Payload)
{
    /// <summary>An entry that the reader may read whole.</summary>
    public static ServedOpening Whole(long index, AuditOpening opening) => new(index, OpeningForm.Whole, opening.Nonce, opening.Payload);

    /// <summary>An entry of which the reader is given the metadata.</summary>
    public static ServedOpening Metadata(long index, AuditPayload metadata) => new(index, OpeningForm.Metadata, null, metadata.Encode());

    /// <summary>An entry whose payload is no more.</summary>
    public static ServedOpening Erased(long index) => new(index, OpeningForm.Erased, null, ReadOnlyMemory<byte>.Empty);

    /// <summary>Whether it is what the leaf commits to; false for metadata and for what was erased, which nothing vouches for.</summary>
    public bool Opens(AuditLeaf leaf) => Nonce is { } nonce && new AuditOpening(nonce, Payload).Opens(leaf);

    /// <summary>The name of the type: payloads are for those entitled.</summary>
    public override string ToString() => nameof(ServedOpening);
}
