namespace FedHub.Node.HubLink;

/// <summary>Something that happened to a submitted query.</summary>
internal abstract record QueryEvent;
