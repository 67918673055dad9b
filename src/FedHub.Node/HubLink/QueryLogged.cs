namespace FedHub.Node.HubLink;

/// <summary>The query is durable in the log.</summary>
/// <param name="LogIndex">Its entry.</param>
internal sealed record QueryLogged(ulong LogIndex) : QueryEvent;
