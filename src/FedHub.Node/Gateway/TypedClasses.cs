using FedHub.Cryptography.Match;

namespace FedHub.Node.Gateway;

/// <summary>The classes of what an officer typed.</summary>
/// <param name="All">Those of which something was typed, with keys or not.</param>
/// <param name="Keyed">Those with search keys.</param>
/// <param name="Incomplete">Those of which a part gave no key, so that a look-up does not ask for all that was typed.</param>
internal sealed record TypedClasses(
    IReadOnlySet<IdentifierClass> All, IReadOnlySet<IdentifierClass> Keyed, IReadOnlySet<IdentifierClass> Incomplete);
