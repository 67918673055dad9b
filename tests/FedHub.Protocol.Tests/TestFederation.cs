using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using Google.Protobuf;

namespace FedHub.Protocol.Tests;

/// <summary>Two members with fresh keys, a directory that lists them, and messages that pass every check.</summary>
internal sealed class TestFederation : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 5, 4, 10, 0, 0, TimeSpan.Zero);

    public static readonly Digest RuleSet = Digest.Of("rules"u8);

    public TestFederation()
    {
        Trust = new DirectoryTrust("test", new FederationKeySet(1, [FederationKey.PublicKey]));
        var document = DirectoryDocument.New(Trust);
        document.Admit(Descriptor("KAZ", KazNode));
        document.Admit(Descriptor("UZB", UzbNode));
        document.SetHubTlsKey(Digest.Of("hub tls"u8), Now.AddDays(-1));
        document.SetRuleSet(1, RuleSet);
        Signed = document.Sign(Now, TimeSpan.FromDays(90), FederationKey);
        Directory = DirectoryVerifier.VerifyFirst(Signed, Trust).OrThrow();
    }

    public SigningKey FederationKey { get; } = SigningKey.Generate();

    public SigningKey KazNode { get; } = SigningKey.Generate();

    public SigningKey UzbNode { get; } = SigningKey.Generate();

    public SigningKey Officer { get; } = SigningKey.Generate();

    public SealingKey UzbSealing { get; } = SealingKey.Generate();

    public DirectoryTrust Trust { get; }

    public Envelope Signed { get; }

    public FederationDirectory Directory { get; }

    public static SlotId Slot { get; } = SlotId.Parse("UZB/persons/document");

    public static string Descriptor(string member, SigningKey node) => Descriptor(member, node, Digest.Of(System.Text.Encoding.ASCII.GetBytes(member + " tls")));

    public static string Descriptor(string member, SigningKey node, Digest tls)
    {
        using var sealing = SealingKey.Generate();
        var from = Now.AddDays(-1).ToUnixTimeMilliseconds();
        return $$"""
            {"id":"{{member}}","displayName":"{{member}}","keys":[
              {"use":"KEY_USE_SIGNING","key":"{{Convert.ToBase64String(node.PublicKey.ToArray())}}","validFromMs":"{{from}}"},
              {"use":"KEY_USE_SEALING","key":"{{Convert.ToBase64String(sealing.PublicKey.ToArray())}}","validFromMs":"{{from}}"},
              {"use":"KEY_USE_TLS","key":"{{Convert.ToBase64String(tls.ToArray())}}","validFromMs":"{{from}}"}],
             "collections":[{"name":"persons","slots":[{"identifierClass":"IDENTIFIER_CLASS_DOCUMENT","maxEntries":"4096"}]}],
             "desks":[{"name":"Desk","contact":"desk@example.org"}]}
            """;
    }

    public InvestigatorCredential Credential() => new(
        MemberId.Parse("KAZ"), "officer-1", Officer.PublicKey, "police", [OfficerRole.Investigator], [Purpose.Investigation],
        Now.AddHours(-1), Now.AddHours(11), new byte[16]);

    public MatchQuery Query() => new()
    {
        QueryId = ByteString.CopyFrom(QueryId.New(TimeProvider.System).ToArray()),
        Origin = "KAZ",
        NodeKeyId = ByteString.CopyFrom(KazNode.KeyId.ToArray()),
        Credential = EnvelopeCodec.ToProto(Credential().Sign(KazNode)),
        Purpose = Contracts.Common.V1.Purpose.Investigation,
        LegalBasis = "art. 1",
        CaseCommitment = ByteString.CopyFrom(new byte[32]),
        Urgency = Contracts.Query.V1.Urgency.Interactive,
        CreatedAtMs = Now.ToUnixTimeMilliseconds(),
        ExpiresAtMs = Now.AddSeconds(30).ToUnixTimeMilliseconds(),
        RuleSetHash = ByteString.CopyFrom(RuleSet.AsSpan()),
        DirectoryVersion = 1,
        SearchRecordDigest = ByteString.CopyFrom(new byte[32]),
        Parts =
        {
            new QueryPart
            {
                Slot = SlotCodec.ToProto(Slot), Epoch = 1, Count = 8,
                ElementsDigest = ByteString.CopyFrom(new byte[32]), SealedPartDigest = ByteString.CopyFrom(new byte[32]),
            },
        },
    };

    public Envelope SignQuery(MatchQuery query) => Envelope.Sign(PayloadTypes.MatchQuery, query.ToByteArray(), Officer, KazNode);

    public void Dispose()
    {
        FederationKey.Dispose();
        KazNode.Dispose();
        UzbNode.Dispose();
        Officer.Dispose();
        UzbSealing.Dispose();
    }
}
