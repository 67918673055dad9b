using FedHub.Transparency;

namespace FedHub.Cli.Log.Checking;

/// <summary>An entry with what is known of its payload.</summary>
/// <param name="Index">Its place in the log.</param>
/// <param name="Leaf">What is in the tree.</param>
/// <param name="Form">How much of the payload was served.</param>
/// <param name="Payload">The payload, or its metadata; null when erased or withheld.</param>
/// <param name="Nonce">With <see cref="OpeningForm.Whole"/>.</param>
internal sealed record OpenedEntry(long Index, AuditLeaf Leaf, OpeningForm Form, AuditPayload? Payload, AuditNonce? Nonce)
{
    /// <summary>The first value of a field; empty when it is not there.</summary>
    public string this[string field] => Payload?.Details.FirstOrDefault(detail => detail.Name == field)?.Value ?? "";

    public string Member => Payload?.Member?.ToString() ?? "";

    public string Subject => Payload?.Subject ?? "";

    /// <summary>The kind's word; empty when it is not known.</summary>
    public string Kind => Payload?.Kind.ToToken() ?? "";

    public IEnumerable<string> All(string field) => Payload?.Details.Where(detail => detail.Name == field).Select(detail => detail.Value) ?? [];
}
