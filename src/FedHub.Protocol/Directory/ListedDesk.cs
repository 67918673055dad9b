namespace FedHub.Protocol;

/// <summary>Whom to talk to at a member.</summary>
/// <param name="Name">Name of the desk; never of a person.</param>
/// <param name="Contact">How to reach it.</param>
public sealed record ListedDesk(string Name, string Contact);
