namespace FedHub.Hub;

/// <summary>One thing for a node to fetch or do. It names what is due; the bytes are read from the store when it is sent.</summary>
internal abstract record Delivery;
