namespace FedHub.Node.Gateway;

/// <summary>Something that a running search tells the officer.</summary>
internal abstract record SearchEvent;
