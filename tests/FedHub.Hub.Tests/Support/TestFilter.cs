using FedHub.Contracts.Exchange.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Hub.Tests;

/// <summary>A filter of 24,640 bytes with a manifest that passes every check.</summary>
internal sealed class TestFilter
{
    private const int EntryBytes = 6;
    private const int ChunkBytes = 8 * 1024;

    public TestFilter(TestMember owner, TestMember admitted, DateTimeOffset now, uint revision = 1, int entries = 4096)
    {
        Content = new byte[64 + (entries * EntryBytes)];
        for (var i = 0; i < Content.Length; i++)
        {
            Content[i] = (byte)((i * 31) + revision);
        }

        Sha256 = Digest.Of(Content);
        using var key = VoprfPrivateKey.Derive(new byte[32], "test"u8);
        Manifest = new Manifest(
            owner.Slot(), new EpochNumber(1), revision, now, now.AddDays(7), key.PublicKey, [TestQuery.RuleSet], 1, 42,
            [new ManifestFile(0, Sha256, Content.Length, entries)],
            [new ManifestAdmission(admitted.Id, [Purpose.Investigation], [])], now);
        Envelope = EnvelopeCodec.ToProto(Manifest.Sign(owner.Node));
    }

    public byte[] Content { get; }

    public Digest Sha256 { get; }

    public Manifest Manifest { get; }

    public Contracts.Common.V1.Envelope Envelope { get; }

    public IEnumerable<PublishFilterRequest> Messages(byte[]? content = null)
    {
        yield return new PublishFilterRequest { Manifest = Envelope };
        var bytes = content ?? Content;
        for (var offset = 0; offset < bytes.Length; offset += ChunkBytes)
        {
            yield return new PublishFilterRequest
            {
                Chunk = new FileChunk
                {
                    Sha256 = ByteString.CopyFrom(Sha256.AsSpan()),
                    Offset = (ulong)offset,
                    Data = ByteString.CopyFrom(bytes.AsSpan(offset, Math.Min(ChunkBytes, bytes.Length - offset))),
                },
            };
        }
    }
}
