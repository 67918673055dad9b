namespace FedHub.Node.HubLink;

/// <summary>The hub has taken the stream: from now on it delivers here.</summary>
internal sealed record StreamOpened : Delivery;
