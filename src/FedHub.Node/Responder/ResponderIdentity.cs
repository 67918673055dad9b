using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Node.Responder;

/// <summary>Who answers, with what key now, and the keys that others seal to, newest first. The keys stay their owner's.</summary>
internal sealed record ResponderIdentity(MemberId Member, Func<SigningKey> SigningKey, IReadOnlyList<SealingKey> SealingKeys);
