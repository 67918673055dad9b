using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>A letter waits for this member.</summary>
internal sealed record LetterDue(MemberId Sender, LetterId Id) : Delivery;
