namespace FedHub.Hub;

/// <summary>One thing that happened to a query, in the order in which its asker is told.</summary>
internal abstract record QueryEvent;
