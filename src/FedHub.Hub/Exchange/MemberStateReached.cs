using FedHub.Cryptography.Match;

namespace FedHub.Hub;

/// <summary>A member gives no answer now.</summary>
internal sealed record MemberStateReached(MemberId Member, DeliveryState State) : QueryEvent;
