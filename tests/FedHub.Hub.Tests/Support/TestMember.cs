using System.Security.Cryptography.X509Certificates;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Hub.Tests;

/// <summary>A country with its keys, its certificate and one officer.</summary>
internal sealed class TestMember
{
    public TestMember(string id, TestPki pki)
    {
        Id = MemberId.Parse(id);
        Certificate = pki.Issue(id);
    }

    public MemberId Id { get; }

    public X509Certificate2 Certificate { get; }

    public SigningKey Node { get; } = SigningKey.Generate();

    public SealingKey Sealing { get; } = SealingKey.Generate();

    public SigningKey Witness { get; } = SigningKey.Generate();

    public SigningKey Officer { get; } = SigningKey.Generate();

    public byte[] CredentialId { get; } = Guid.CreateVersion7().ToByteArray();

    public SlotId Slot(IdentifierClass identifierClass = IdentifierClass.Document) => new(Id, CollectionName.Parse("persons"), identifierClass);

    public string Descriptor(DateTimeOffset from, bool isWitness = false) => $$"""
        {"id":"{{Id}}","displayName":"{{Id}}","keys":[
          {"use":"KEY_USE_SIGNING","key":"{{Convert.ToBase64String(Node.PublicKey.ToArray())}}","validFromMs":"{{from.ToUnixTimeMilliseconds()}}"},
          {"use":"KEY_USE_SEALING","key":"{{Convert.ToBase64String(Sealing.PublicKey.ToArray())}}","validFromMs":"{{from.ToUnixTimeMilliseconds()}}"},
          {"use":"KEY_USE_TLS","key":"{{Convert.ToBase64String(CallerKey.Of(Certificate).Spki.ToArray())}}","validFromMs":"{{from.ToUnixTimeMilliseconds()}}"}{{(isWitness ? WitnessEntry(from) : "")}}],
         "collections":[{"name":"persons","slots":[
           {"identifierClass":"IDENTIFIER_CLASS_DOCUMENT","maxEntries":"4096"},
           {"identifierClass":"IDENTIFIER_CLASS_PHONE","maxEntries":"4096"}]}],
         "desks":[{"name":"Desk","contact":"desk@example.org"}]}
        """;

    public InvestigatorCredential Credential(DateTimeOffset now) => new(
        Id, "officer-1", Officer.PublicKey, "police", [OfficerRole.Investigator], [Protocol.Purpose.Investigation],
        now.AddHours(-1), now.AddHours(11), CredentialId);

    public SlotAnswer Answer(MatchQuery query, SlotId slot, DateTimeOffset now, string content = "sealed answer")
    {
        var sealedAnswer = ByteString.CopyFromUtf8(content);
        var statement = new AnswerStatement
        {
            QueryId = query.QueryId,
            QueryDigest = ByteString.CopyFrom(Digest.Of(query.ToByteArray()).AsSpan()),
            Slot = SlotCodec.ToProto(slot),
            SealedAnswerDigest = ByteString.CopyFrom(Digest.Of(sealedAnswer.Span).AsSpan()),
            AnsweredAtMs = now.ToUnixTimeMilliseconds(),
        };
        return new SlotAnswer
        {
            Statement = EnvelopeCodec.ToProto(Envelope.Sign(PayloadTypes.MatchAnswer, statement.ToByteArray(), Node)),
            SealedAnswer = sealedAnswer,
        };
    }

    private string WitnessEntry(DateTimeOffset from) => $$"""
        ,{"use":"KEY_USE_WITNESS","key":"{{Convert.ToBase64String(Witness.PublicKey.ToArray())}}","validFromMs":"{{from.ToUnixTimeMilliseconds()}}"}
        """;
}
