namespace FedHub.Cli.Search;

/// <summary>Whom to talk to.</summary>
internal sealed record DeskContact(string Name, string Contact);
