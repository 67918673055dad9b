using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Letter.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Node.HubLink;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Rpc;

/// <summary>Signed statements with their sealed content as messages and back.</summary>
internal static class SealedMessageCodec
{
    public static SlotAnswer ToSlotAnswer(SealedMessage message) => new()
    {
        Statement = EnvelopeCodec.ToProto(message.Statement),
        SealedAnswer = UnsafeByteOperations.UnsafeWrap(message.Content),
    };

    public static DisclosureAnswer ToDisclosureAnswer(SealedMessage message) => new()
    {
        Statement = EnvelopeCodec.ToProto(message.Statement),
        SealedAnswer = UnsafeByteOperations.UnsafeWrap(message.Content),
    };

    public static SealedDisclosure ToSealedDisclosure(SealedMessage message) => new()
    {
        Request = EnvelopeCodec.ToProto(message.Statement),
        SealedContent = UnsafeByteOperations.UnsafeWrap(message.Content),
    };

    public static SealedLetter ToSealedLetter(SealedMessage message) => new()
    {
        Letter = EnvelopeCodec.ToProto(message.Statement),
        SealedContent = UnsafeByteOperations.UnsafeWrap(message.Content),
    };

    public static Checked<SealedMessage> Read(SealedLetter? message) => Read(message?.Letter, message?.SealedContent);

    public static Checked<SealedMessage> Read(SlotAnswer? message) => Read(message?.Statement, message?.SealedAnswer);

    public static Checked<SealedMessage> Read(DisclosureAnswer? message) => Read(message?.Statement, message?.SealedAnswer);

    public static Checked<SealedMessage> Read(SealedDisclosure? message) => Read(message?.Request, message?.SealedContent);

    /// <summary>For the node's own database.</summary>
    public static byte[] EncodeAnswers(IReadOnlyList<SealedMessage> answers)
    {
        var message = new ReturnAnswersRequest();
        message.Answers.AddRange(answers.Select(ToSlotAnswer));
        return message.ToByteArray();
    }

    /// <summary>Reads what <see cref="EncodeAnswers"/> wrote.</summary>
    public static IReadOnlyList<SealedMessage> DecodeAnswers(byte[] bytes)
        => [.. ReturnAnswersRequest.Parser.ParseFrom(bytes).Answers.Select(answer => Read(answer).OrThrow())];

    private static Checked<SealedMessage> Read(Contracts.Common.V1.Envelope? statement, ByteString? content)
        => EnvelopeCodec.ToDomain(statement).IsAccepted(out var envelope, out var refusal)
            ? new SealedMessage(envelope, content?.Memory ?? ReadOnlyMemory<byte>.Empty)
            : refusal;
}
