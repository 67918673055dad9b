namespace FedHub.Node.HubLink;

/// <summary>No connection to the hub came about, so that nothing of the call was sent. The inner exception of a refusal that says it is unavailable.</summary>
internal sealed class HubNotReachedException(Exception innerException) : Exception("No connection to the hub.", innerException);
