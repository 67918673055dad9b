namespace FedHub.Node.HubLink;

/// <summary>Something that came on the delivery stream.</summary>
internal abstract record Delivery;
