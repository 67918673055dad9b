using System.Security.Cryptography;
using System.Text;
using FedHub.Cli.Rpc;
using FedHub.Cli.Search;
using FedHub.Contracts.Gateway.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;
using Purpose = FedHub.Protocol.Purpose;

namespace FedHub.Cli.Tests.Rpc;

public sealed class GatewaySearchTests : IDisposable
{
    private static readonly SearchInput _input = new() { Purpose = Purpose.Investigation, LegalBasis = "Art. 1", CaseReference = "case 17" };

    private readonly SigningKey _key = SigningKey.Generate();

    public void Dispose() => _key.Dispose();

    [Fact]
    public async Task Run_DirectoryStaleOnce_PreparesAndSignsOnceMore()
    {
        var gateway = new FakeGateway(_key.PublicKey, staleRuns: 1);

        var (run, board) = await SearchAsync(gateway);

        gateway.Prepared.ShouldBe(2);
        gateway.Run.Count.ShouldBe(2);
        run.QueryId.ToArray().ShouldBe(gateway.Run[1]);
        gateway.Run[1].ShouldNotBe(gateway.Run[0]);
        board.IsCompleted.ShouldBeTrue();

        // The second query also asks a country that the new directory lists.
        board.Countries.Select(country => country.Key).ShouldBe(["KGZ", "UZB"]);
    }

    [Fact]
    public async Task Run_DirectoryStaleTwice_IsRefused()
    {
        var gateway = new FakeGateway(_key.PublicKey, staleRuns: 2);

        var refused = await Should.ThrowAsync<RpcException>(() => SearchAsync(gateway));

        RpcErrors.TryRead(refused, out var refusal).ShouldBeTrue();
        refusal!.Code.ShouldBe(ErrorCode.DirectoryStale);
        gateway.Run.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Run_OtherRefusal_IsNotTriedAgain()
    {
        var gateway = new FakeGateway(_key.PublicKey, staleRuns: 1) { Code = ErrorCode.CredentialInvalid };

        await Should.ThrowAsync<RpcException>(() => SearchAsync(gateway));

        gateway.Prepared.ShouldBe(1);
        gateway.Run.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Run_NothingStale_SignsOnce()
    {
        var gateway = new FakeGateway(_key.PublicKey, staleRuns: 0);

        await SearchAsync(gateway);

        gateway.Prepared.ShouldBe(1);
        gateway.Run.Count.ShouldBe(1);
    }

    private async Task<(PreparedSearch Run, SearchBoard Board)> SearchAsync(FakeGateway gateway)
    {
        var search = new GatewaySearch(gateway, _key);
        var prepared = (await search.PrepareAsync(_input, CancellationToken.None)).Search!;
        var board = new SearchBoard(prepared.Members);
        return (await search.RunAsync(prepared, board, static () => { }, CancellationToken.None), board);
    }

    /// <summary>A node whose directory is stale for the first runs.</summary>
    private sealed class FakeGateway(VerificationKey officer, int staleRuns) : GatewayService.GatewayServiceClient
    {
        private static readonly byte[] _caseKey = [1, 2, 3];

        private readonly Dictionary<string, byte[]> _payloads = new(StringComparer.Ordinal);

        public ErrorCode Code { get; init; } = ErrorCode.DirectoryStale;

        public int Prepared { get; private set; }

        /// <summary>Query ids that were run, each with the officer's signature over it.</summary>
        public List<byte[]> Run { get; } = [];

        public override AsyncUnaryCall<PrepareSearchResponse> PrepareSearchAsync(
            PrepareSearchRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default)
        {
            var query = new MatchQuery
            {
                QueryId = ByteString.CopyFrom(Cryptography.Match.QueryId.New(TimeProvider.System).ToArray()),
                Purpose = request.Purpose,
                LegalBasis = request.LegalBasis,
                Urgency = Contracts.Query.V1.Urgency.Interactive,
                ExpiresAtMs = 30_000,
                CaseCommitment = ByteString.CopyFrom(HMACSHA256.HashData(_caseKey, Encoding.UTF8.GetBytes(request.CaseReference))),
            };
            foreach (var member in Prepared++ == 0 ? ["UZB"] : (string[])["KGZ", "UZB"])
            {
                query.Parts.Add(new QueryPart { Slot = new Contracts.Common.V1.Slot { Member = member }, Count = 1 });
            }

            _payloads[query.QueryId.ToBase64()] = query.ToByteArray();
            return Call(new PrepareSearchResponse
            {
                QueryId = query.QueryId,
                PayloadType = PayloadTypes.MatchQuery,
                Payload = query.ToByteString(),
                CaseKey = ByteString.CopyFrom(_caseKey),
            });
        }

        public override AsyncServerStreamingCall<RunSearchResponse> RunSearch(
            RunSearchRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default)
        {
            Signature.TryFromBytes(request.Signature.Span, out var signature).ShouldBeTrue();
            officer.Verify(Envelope.Encode(PayloadTypes.MatchQuery, _payloads[request.QueryId.ToBase64()]), signature).ShouldBeTrue();
            Run.Add(request.QueryId.ToByteArray());
            var failure = Run.Count <= staleRuns ? RpcErrors.ToRpcException(new Refusal(Code, "refused")) : null;
            return new AsyncServerStreamingCall<RunSearchResponse>(
                new Stream(failure), Task.FromResult<Metadata>([]), () => Status.DefaultSuccess, () => [], () => { });
        }

        private static AsyncUnaryCall<T> Call<T>(T response) =>
            new(Task.FromResult(response), Task.FromResult<Metadata>([]), () => Status.DefaultSuccess, () => [], () => { });
    }

    private sealed class Stream(RpcException? failure) : IAsyncStreamReader<RunSearchResponse>
    {
        private bool _hasEnded;

        public RunSearchResponse Current { get; } = new() { Completed = new SearchCompleted() };

        public Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (failure is not null)
            {
                return Task.FromException<bool>(failure);
            }

            var hasNext = !_hasEnded;
            _hasEnded = true;
            return Task.FromResult(hasNext);
        }
    }
}
