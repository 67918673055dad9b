using FedHub.Transparency;

namespace FedHub.Protocol;

/// <summary>A member's signature on a checkpoint. Holding one says nothing about its validity.</summary>
/// <param name="Size">Size of the tree.</param>
/// <param name="Signature">The line.</param>
public sealed record Cosignature(long Size, NoteSignature Signature);
