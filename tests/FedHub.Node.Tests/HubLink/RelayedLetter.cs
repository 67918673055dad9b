using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;

namespace FedHub.Node.Tests.HubLink;

/// <summary>A letter that the hub in memory holds.</summary>
internal sealed class RelayedLetter(MemberId recipient, Digest digest, LetterDelivery delivery)
{
    public MemberId Recipient { get; } = recipient;

    public Digest Digest { get; } = digest;

    public LetterDelivery Delivery { get; } = delivery;

    /// <summary>Set by the recipient's call; read by the test.</summary>
    public bool IsTaken { get; set; }
}
