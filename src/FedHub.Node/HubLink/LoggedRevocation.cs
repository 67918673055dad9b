using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Node.HubLink;

/// <summary>A member's statement that it revoked a credential, as the hub passes it on; nothing of it is checked.</summary>
/// <param name="LogIndex">Index of the log entry.</param>
/// <param name="Member">Whose statement it is said to be.</param>
/// <param name="Statement">The statement.</param>
internal sealed record LoggedRevocation(ulong LogIndex, MemberId Member, Envelope Statement);
