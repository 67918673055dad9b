using FedHub.Cryptography.Match;

namespace FedHub.Node.HubLink;

/// <summary>A member gives no answer now.</summary>
/// <param name="Member">Who.</param>
/// <param name="Reason">Why.</param>
internal sealed record MemberSilent(MemberId Member, SilenceReason Reason) : QueryEvent;
