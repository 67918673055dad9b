using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>What a policy looks at, besides the own country.</summary>
/// <param name="Agency">Of the officer.</param>
/// <param name="Purpose">Why.</param>
/// <param name="IsBulk">Whether it is a bulk screening.</param>
internal sealed record AskingParty(string Agency, Purpose Purpose, bool IsBulk);
