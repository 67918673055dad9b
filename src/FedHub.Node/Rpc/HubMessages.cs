using FedHub.Contracts.Exchange.V1;
using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;
using FedHub.Protocol;
using FedHub.Transparency;
using LetterDelivery = FedHub.Node.HubLink.LetterDelivery;
using ChangeNotice = FedHub.Node.HubLink.ChangeNotice;
using DisclosureDelivery = FedHub.Node.HubLink.DisclosureDelivery;
using QueryDelivery = FedHub.Node.HubLink.QueryDelivery;

namespace FedHub.Node.Rpc;

/// <summary>Reads what the hub sends. What is not well-formed is left out: the hub is trusted with delivery only.</summary>
internal static class HubMessages
{
    /// <summary>Null when the message holds nothing that can be read.</summary>
    public static QueryEvent? Read(SubmitQueryResponse message) => message.EventCase switch
    {
        SubmitQueryResponse.EventOneofCase.Accepted => new QueryLogged(message.Accepted.Receipt?.Index ?? 0, Proof(message.Accepted.Proof)),
        SubmitQueryResponse.EventOneofCase.Answer when SealedMessageCodec.Read(message.Answer).IsAccepted(out var answer, out _) => new SlotAnswered(answer),
        SubmitQueryResponse.EventOneofCase.MemberState when MemberId.TryParse(message.MemberState.Member, out var member) =>
            new MemberSilent(member, Reason(message.MemberState.State)),
        SubmitQueryResponse.EventOneofCase.Completed => new QueryFinished(),
        _ => null,
    };

    /// <summary>An answer that cannot be read counts as none.</summary>
    public static DisclosureReply Read(SubmitDisclosureResponse message)
        => message.ResultCase == SubmitDisclosureResponse.ResultOneofCase.Answer && SealedMessageCodec.Read(message.Answer).IsAccepted(out var answer, out _)
            ? new DisclosureReply(answer, null, message.Receipt?.Index)
            : new DisclosureReply(null, Reason(message.State));

    /// <summary>Null when the message holds nothing that can be read.</summary>
    public static Delivery? Read(OpenDeliveriesResponse message) => message.DeliveryCase switch
    {
        OpenDeliveriesResponse.DeliveryOneofCase.Query when EnvelopeCodec.ToDomain(message.Query.Query).IsAccepted(out var query, out _) =>
            new QueryDelivery(query, [.. message.Query.SealedParts.Select(part => part.Ciphertext.Memory)], Proof(message.Query.Proof)),
        OpenDeliveriesResponse.DeliveryOneofCase.Disclosure when SealedMessageCodec.Read(message.Disclosure.Disclosure).IsAccepted(out var request, out _) =>
            new DisclosureDelivery(request, Proof(message.Disclosure.Proof)),
        OpenDeliveriesResponse.DeliveryOneofCase.Letter when SealedMessageCodec.Read(message.Letter.Letter).IsAccepted(out var letter, out _) =>
            new LetterDelivery(letter, Proof(message.Letter.Proof)),
        OpenDeliveriesResponse.DeliveryOneofCase.Change => new ChangeNotice(message.Change.DirectoryVersion, message.Change.ManifestMembers.Count > 0),
        OpenDeliveriesResponse.DeliveryOneofCase.Checkpoint when SignedCheckpoint.TryParse(message.Checkpoint.Checkpoint.Span, out var checkpoint)
            && LogProofCodec.TryRead(message.Checkpoint.Consistency, out var consistency) => new CheckpointDelivery(checkpoint, consistency),
        _ => null,
    };

    /// <summary>A state that there is not counts as held: the letter is asked about again.</summary>
    public static LetterSent Read(SendLetterResponse message)
        => new(Enum.IsDefined((HubLink.LetterState)(int)message.State) ? (HubLink.LetterState)(int)message.State : HubLink.LetterState.Held);

    private static Protocol.LogProof? Proof(Contracts.Exchange.V1.LogProof? message) => LogProofCodec.TryRead(message, out var proof) ? proof : null;

    private static SilenceReason Reason(MemberState state)
        => Enum.IsDefined((SilenceReason)(int)state) ? (SilenceReason)(int)state : SilenceReason.Unreachable;
}
