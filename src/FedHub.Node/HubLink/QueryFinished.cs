namespace FedHub.Node.HubLink;

/// <summary>Nothing more comes for the query.</summary>
internal sealed record QueryFinished : QueryEvent;
