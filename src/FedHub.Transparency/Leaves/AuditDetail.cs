namespace FedHub.Transparency;

/// <summary>One field of a payload. Never an identifier, a name, a case number or a key in clear.</summary>
/// <param name="Name">The field, as <c>docs/audit-events.md</c> lists it for the kind.</param>
/// <param name="Value">Its text.</param>
public sealed record AuditDetail(string Name, string Value);
