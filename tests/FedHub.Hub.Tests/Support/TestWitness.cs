using FedHub.Contracts.Exchange.V1;
using FedHub.Protocol;
using FedHub.Transparency;
using Google.Protobuf;
using Grpc.Core;
using Cosignature = FedHub.Protocol.Cosignature;

namespace FedHub.Hub.Tests;

/// <summary>A member's node as far as it witnesses the log: it opens a stream with what it has seen, and cosigns.</summary>
internal sealed class TestWitness : IDisposable
{
    private readonly TestHub _hub;
    private readonly TestMember _member;
    private readonly AsyncServerStreamingCall<OpenDeliveriesResponse> _stream;

    private TestWitness(TestHub hub, TestMember member, SignedCheckpoint? seen)
    {
        _hub = hub;
        _member = member;
        Latest = seen;
        var request = new OpenDeliveriesRequest { Checkpoint = seen is null ? ByteString.Empty : ByteString.CopyFrom(seen.ToBytes()) };
        _stream = hub.Exchange(member).OpenDeliveries(request);
    }

    /// <summary>The newest checkpoint that came.</summary>
    public SignedCheckpoint? Latest { get; private set; }

    public IAsyncStreamReader<OpenDeliveriesResponse> Stream => _stream.ResponseStream;

    /// <summary>Opens the stream; when this returns, the hub has heard what the member has seen.</summary>
    public static async Task<TestWitness> OpenAsync(TestHub hub, TestMember member, SignedCheckpoint? seen = null)
    {
        var witness = new TestWitness(hub, member, seen);
        (await witness.Stream.NextAsync()).Change.ShouldNotBeNull();
        return witness;
    }

    /// <summary>The next checkpoint to cosign, proven to continue the one before.</summary>
    public async Task<SignedCheckpoint> NextCheckpointAsync()
    {
        while (true)
        {
            if (await Stream.NextAsync() is not { Checkpoint: { } notice })
            {
                continue;
            }

            SignedCheckpoint.TryParse(notice.Checkpoint.Span, out var checkpoint).ShouldBeTrue();
            LogProofCodec.TryRead(notice.Consistency, out var proof).ShouldBeTrue();
            if (Latest is { } before)
            {
                MerkleProof.VerifyConsistency(before.Head, checkpoint.Head, proof.ShouldNotBeNull().Path.AsSpan()).ShouldBeTrue();
            }

            return Latest = checkpoint;
        }
    }

    public async Task<ulong> CosignAsync(SignedCheckpoint checkpoint, DateTimeOffset? at = null)
    {
        var signature = new Cosigner(LogNames.Witness("test", _member.Id), _member.Witness).Cosign(checkpoint.Note, at ?? _hub.Now);
        var request = new AddCosignatureRequest { Cosignature = LogProofCodec.ToProto(new Cosignature(checkpoint.Head.Size, signature)) };
        var client = new LogService.LogServiceClient(_hub.Channel(_member.Certificate));
        return (await client.AddCosignatureAsync(request).ResponseAsync.WaitAsync(TestHub.Patience)).WitnessedSize;
    }

    public void Dispose() => _stream.Dispose();
}
