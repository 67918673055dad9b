using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Transparency;
using Google.Protobuf;
using ProtoProof = FedHub.Contracts.Exchange.V1.LogProof;

namespace FedHub.Protocol.Tests.Log;

/// <summary>Proofs on the wire: what is read is what was written, and nothing else is read.</summary>
public sealed class LogProofCodecTests : IDisposable
{
    private const int Rounds = 2_000;

    private readonly SigningKey _key = SigningKey.Generate();

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Proof_WrittenAndRead_IsTheSame()
    {
        var proof = Proof();

        LogProofCodec.TryRead(ProtoProof.Parser.ParseFrom(LogProofCodec.ToProto(proof).ToByteArray()), out var read).ShouldBeTrue();

        read.Receipt.ToString().ShouldBe(proof.Receipt.ToString());
        read.Leaf.ShouldBe(proof.Leaf);
        read.Opening.Payload.ToArray().ShouldBe(proof.Opening.Payload.ToArray());
        read.Consistency.ShouldNotBeNull().FromSize.ShouldBe(1);
        read.Consistency.Path.ShouldBe(proof.Consistency!.Path);
    }

    [Fact]
    public void Proof_OutOfShape_IsNotRead()
    {
        LogProofCodec.TryRead((ProtoProof?)null, out _).ShouldBeFalse();
        foreach (var change in new Action<ProtoProof>[]
        {
            proof => proof.LeafTimeMs = -1,
            proof => proof.LeafTimeMs = long.MaxValue,
            proof => proof.Nonce = ByteString.CopyFrom(new byte[15]),
            proof => proof.Payload = ByteString.CopyFrom(new byte[AuditPayload.MaxEncodedSize + 1]),
            proof => proof.Receipt = ByteString.Empty,
            proof => proof.Consistency.FromSize = ulong.MaxValue,
            proof => proof.Consistency.Path.Add(ByteString.CopyFrom(new byte[31])),
            proof => proof.Consistency.Path.AddRange(Enumerable.Repeat(ByteString.CopyFrom(new byte[32]), 64)),
        })
        {
            var message = LogProofCodec.ToProto(Proof());
            change(message);
            LogProofCodec.TryRead(message, out _).ShouldBeFalse();
        }
    }

    [Fact]
    public void Proof_OfMutatedBytes_IsReadOrLeftOut()
    {
        var genuine = LogProofCodec.ToProto(Proof()).ToByteArray();
        var random = new Random(28);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = genuine[..random.Next(genuine.Length / 2, genuine.Length + 1)];
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                if (LogProofCodec.TryRead(ProtoProof.Parser.ParseFrom(bytes), out var read))
                {
                    _ = read.Leaf.Hash();
                }
            }
            catch (InvalidProtocolBufferException)
            {
                // Not even a message.
            }
        }
    }

    [Fact]
    public void Cosignature_OutOfShape_IsNotRead()
    {
        LogProofCodec.TryRead((Contracts.Exchange.V1.Cosignature?)null, out _).ShouldBeFalse();
        LogProofCodec.TryRead(new Contracts.Exchange.V1.Cosignature { Size = 1, Line = "— no" }, out _).ShouldBeFalse();
        var signature = new Cosigner(KeyName.Parse("w"), _key).Cosign(Proof().Receipt.Checkpoint.Note, TestFederation.Now);
        LogProofCodec.TryRead(new Contracts.Exchange.V1.Cosignature { Size = ulong.MaxValue, Line = signature.ToString() }, out _).ShouldBeFalse();
        LogProofCodec.TryRead(LogProofCodec.ToProto(new Cosignature(7, signature)), out var read).ShouldBeTrue();
        read.ShouldBe(new Cosignature(7, signature));
    }

    [Fact]
    public void Matter_IsInThePayloadThatNamesItOnceAndExactly()
    {
        var matter = new LoggedMatter(AuditKind.QuerySubmitted, MemberId.Parse("KAZ"), "subject", LoggedMatter.QueryDigest, Digest.Of("query"u8));
        var payload = matter.ToPayload();

        matter.IsIn(payload.Encode()).ShouldBeTrue();
        matter.IsIn((payload with { Kind = AuditKind.QueryCancelled }).Encode()).ShouldBeFalse();
        matter.IsIn((payload with { Member = MemberId.Parse("UZB") }).Encode()).ShouldBeFalse();
        matter.IsIn((payload with { Member = null }).Encode()).ShouldBeFalse();
        matter.IsIn((payload with { Subject = "Subject" }).Encode()).ShouldBeFalse();
        matter.IsIn((payload with { Details = [] }).Encode()).ShouldBeFalse();
        matter.IsIn((payload with { Details = [.. payload.Details, .. payload.Details] }).Encode()).ShouldBeFalse();
        matter.IsIn((matter with { Digest = Digest.Of("other"u8) }).ToPayload().Encode()).ShouldBeFalse();
        matter.IsIn([]).ShouldBeFalse();
    }

    private LogProof Proof()
    {
        var payload = new LoggedMatter(AuditKind.QuerySubmitted, MemberId.Parse("KAZ"), "q", LoggedMatter.QueryDigest, Digest.Of("query"u8)).ToPayload().Encode();
        var opening = new AuditOpening(AuditNonce.Random(), payload);
        var leaf = new AuditLeaf(1_700_000_000_000, AuditCommitment.Compute(opening.Nonce, payload));
        var signer = new NoteSigner(LogNames.Origin("test", _key.PublicKey), _key);
        var sibling = Digest.Of("sibling"u8);
        var head = new TreeHead(2, MerkleHash.Node(sibling, leaf.Hash()));
        var checkpoint = SignedCheckpoint.Sign(new Checkpoint(signer.VerificationKey.Name.ToString(), head), signer);
        return new LogProof(new LogReceiptFile(null, 1, [sibling], checkpoint), leaf.UnixMilliseconds, opening, new ConsistencyProof(1, [leaf.Hash()]));
    }
}
