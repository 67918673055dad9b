using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node;
using FedHub.Node.Gateway;
using FedHub.Node.HubLink;
using FedHub.Node.Officers;
using FedHub.Node.Rpc;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Envelope = FedHub.Cryptography.Envelope;
using OfficerRole = FedHub.Protocol.OfficerRole;
using Purpose = FedHub.Protocol.Purpose;

namespace FedHub.Federation.Tests.Support;

/// <summary>
/// A member with a good certificate, good keys and an approved officer that talks to the hub by itself, past every check of its own gateway.
/// </summary>
internal sealed class BypassingMember : IAsyncDisposable
{
    private readonly GrpcChannel _channel;
    private readonly SigningKey _officerKey = SigningKey.Generate();
    private readonly ExchangeService.ExchangeServiceClient _exchange;
    private Officer? _officer;

    private BypassingMember(NodeComponents components, GrpcChannel channel)
    {
        Components = components;
        _channel = channel;
        _exchange = new ExchangeService.ExchangeServiceClient(channel);
    }

    public NodeComponents Components { get; }

    public static async Task<BypassingMember> OpenAsync(FederationFiles files, string country)
    {
        var configuration = files.ConfigurationOf(country);
        var pin = new HubPin(TimeProvider.System);
        var certificate = NodeCertificate.Open(configuration, TimeProvider.System);
        var channel = HubChannel.Create(configuration.Hub.Address, () => certificate.Current, NodeTls.LoadHubTrust(configuration), pin);
        var components = NodeComponents.Open(
            configuration, new PinnedHub(new GrpcHub(channel, "bypass"), pin), TimeProvider.System, NullLoggerFactory.Instance);
        pin.Directories = components.Directories;
        var member = new BypassingMember(components, channel);
        await member.BeginAsync().WaitAsync(Wait.Patience);
        return member;
    }

    /// <summary>A query for the passport that all hold, as its gateway would make it.</summary>
    public async Task<PreparedSearch> PrepareAsync()
    {
        var order = new SearchOrder(
            new Criteria(new MatchSubject { Documents = [TestPeople.SharedPassport] }, null),
            Purpose.Investigation, "Criminal Procedure Code", "bypass", [MemberId.Parse("KGZ"), MemberId.Parse("UZB")], AsTyped: false);
        var preparation = await Components.Preparer.PrepareAsync(
            await Components.Credentials.ForSearchAsync(_officer!, Purpose.Investigation, CancellationToken.None), order, CancellationToken.None);
        return preparation.Search.ShouldNotBeNull();
    }

    public Envelope Sign(PreparedSearch search) => Sign(search.Payload);

    /// <summary>A query that was changed after its preparation, signed by both keys as if it had not been.</summary>
    public Envelope SignChanged(PreparedSearch search, Action<MatchQuery> change)
    {
        var query = MatchQuery.Parser.ParseFrom(search.Payload.Span);
        change(query);
        return Sign(query.ToByteArray());
    }

    /// <summary>The officer's signature alone.</summary>
    public Envelope SignAsOfficerOnly(PreparedSearch search) => Envelope.Sign(PayloadTypes.MatchQuery, search.Payload, _officerKey);

    /// <summary>Everything that the hub says to a submitted query.</summary>
    public async Task<IReadOnlyList<SubmitQueryResponse>> SubmitAsync(Envelope query, IEnumerable<byte[]> sealedParts)
    {
        var request = new SubmitQueryRequest { Query = EnvelopeCodec.ToProto(query) };
        request.SealedParts.AddRange(sealedParts.Select(part => new SealedPart { Ciphertext = ByteString.CopyFrom(part) }));
        using var timeout = new CancellationTokenSource(Wait.Patience);
        using var call = _exchange.SubmitQuery(request, cancellationToken: timeout.Token);
        var all = new List<SubmitQueryResponse>();
        while (await call.ResponseStream.MoveNext(timeout.Token))
        {
            all.Add(call.ResponseStream.Current.Clone());
        }

        return all;
    }

    /// <summary>The code with which the hub refuses.</summary>
    public async Task<Protocol.ErrorCode> RefusalOfAsync(Envelope query, IEnumerable<byte[]> sealedParts)
    {
        var failed = await Should.ThrowAsync<RpcException>(() => SubmitAsync(query, sealedParts));
        RpcErrors.TryRead(failed, out var refusal).ShouldBeTrue(failed.Status.ToString());
        return refusal!.Code;
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await Components.DisposeAsync();
        _officerKey.Dispose();
    }

    private async Task BeginAsync()
    {
        await Components.Directories.RefreshAsync(Components.Directories.Version + 1, CancellationToken.None);
        await Components.Filters.SyncAsync(CancellationToken.None);
        var tlsKey = Digest.Of(_officerKey.PublicKey.AsSpan());
        var enrolled = await Components.Officers.EnrolAsync(
            tlsKey, _officerKey.PublicKey, _officerKey.Sign(OfficerRegister.EnrolmentBytes(tlsKey)), "police", "1", CancellationToken.None);
        _officer = await Components.Officers.ApproveAsync(
            Node.Access.NodeCaller.Operator, enrolled.OfficerId, enrolled.Fingerprint, [OfficerRole.Investigator], Enum.GetValues<Purpose>().Where(purpose => purpose != default).ToList(), CancellationToken.None);
    }

    private Envelope Sign(ReadOnlyMemory<byte> payload) => Envelope.Sign(PayloadTypes.MatchQuery, payload, _officerKey).AddSignature(Components.Keys.SigningKey);
}
