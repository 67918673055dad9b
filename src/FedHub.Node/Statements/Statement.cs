using FedHub.Transparency;

namespace FedHub.Node.Statements;

/// <summary>Something that this node did and that the federation's log must hold.</summary>
/// <param name="Kind">One of the kinds that members state.</param>
/// <param name="Payload">A JSON object; no names, service numbers or identifiers.</param>
internal sealed record Statement(AuditKind Kind, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The credential whose issue this states: no query under it may leave before this is logged. Null for all other statements.</summary>
    public ReadOnlyMemory<byte>? IssuedCredential { get; init; }

    /// <summary>The kind only.</summary>
    public override string ToString() => $"Statement({Kind})";
}
