namespace FedHub.Hub;

/// <summary>A query waits for this member.</summary>
internal sealed record QueryDue(QueryKey Key) : Delivery;
