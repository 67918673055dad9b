namespace FedHub.Node.HubLink;

/// <summary>What the hub says of a letter that was sent.</summary>
/// <param name="State">Where it is.</param>
internal sealed record LetterSent(LetterState State);
