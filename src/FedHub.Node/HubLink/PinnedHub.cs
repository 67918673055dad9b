using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Node.HubLink;

/// <summary>Uses the hub only while its TLS key is one that the directory lists. Fetching a directory is always possible: it brings its own proof.</summary>
internal sealed class PinnedHub(IHub hub, HubPin pin) : IHub
{
    public IAsyncEnumerable<QueryEvent> SubmitQueryAsync(Envelope query, IReadOnlyList<byte[]> sealedParts, CancellationToken cancellationToken)
        => Checked().SubmitQueryAsync(query, sealedParts, cancellationToken);

    public Task<DisclosureReply> SubmitDisclosureAsync(SealedMessage request, CancellationToken cancellationToken)
        => Checked().SubmitDisclosureAsync(request, cancellationToken);

    public IAsyncEnumerable<Delivery> OpenDeliveriesAsync(ulong directoryVersion, SignedCheckpoint? verified, CancellationToken cancellationToken)
        => directoryVersion == 0
            ? throw new FedHubException(ErrorCode.Unavailable, "Nothing is answered before there is a directory.")
            : Checked().OpenDeliveriesAsync(directoryVersion, verified, cancellationToken);

    public Task ReturnAnswersAsync(
        MemberId origin, QueryId queryId, IReadOnlyList<SealedMessage> answers, Cosignature? cosignature, CancellationToken cancellationToken)
        => Checked().ReturnAnswersAsync(origin, queryId, answers, cosignature, cancellationToken);

    public Task ReturnDisclosureAsync(MemberId origin, SealedMessage answer, Cosignature? cosignature, CancellationToken cancellationToken)
        => Checked().ReturnDisclosureAsync(origin, answer, cosignature, cancellationToken);

    public Task<ConsistencyProof?> GetConsistencyAsync(long fromSize, long toSize, CancellationToken cancellationToken)
        => Checked().GetConsistencyAsync(fromSize, toSize, cancellationToken);

    public Task<LogProof?> GetReceiptAsync(long index, CancellationToken cancellationToken) => Checked().GetReceiptAsync(index, cancellationToken);

    public Task AddCosignatureAsync(Cosignature cosignature, CancellationToken cancellationToken)
        => Checked().AddCosignatureAsync(cosignature, cancellationToken);

    public Task SubmitStatementAsync(string kind, ReadOnlyMemory<byte> idempotencyKey, Envelope statement, CancellationToken cancellationToken)
        => Checked().SubmitStatementAsync(kind, idempotencyKey, statement, cancellationToken);

    public Task<LetterSent> SendLetterAsync(SealedMessage letter, CancellationToken cancellationToken)
        => Checked().SendLetterAsync(letter, cancellationToken);

    public Task TakeLetterAsync(MemberId sender, LetterId id, CancellationToken cancellationToken)
        => Checked().TakeLetterAsync(sender, id, cancellationToken);

    public Task CancelQueryAsync(Envelope cancellation, CancellationToken cancellationToken)
        => Checked().CancelQueryAsync(cancellation, cancellationToken);

    public Task<IReadOnlyList<OfferedDirectory>> GetDirectoriesAsync(ulong knownVersion, CancellationToken cancellationToken)
        => hub.GetDirectoriesAsync(knownVersion, cancellationToken);

    public Task<IReadOnlyList<LoggedRevocation>> ListRevocationsAsync(ulong fromLogIndex, CancellationToken cancellationToken)
        => Checked().ListRevocationsAsync(fromLogIndex, cancellationToken);

    public Task PublishFilterAsync(Envelope manifest, IReadOnlyList<FilterUpload> files, CancellationToken cancellationToken)
        => Checked().PublishFilterAsync(manifest, files, cancellationToken);

    public Task<IReadOnlyList<Envelope>> ListManifestsAsync(CancellationToken cancellationToken) => Checked().ListManifestsAsync(cancellationToken);

    public Task<IReadOnlyList<Envelope>> ListOwnEpochsAsync(CancellationToken cancellationToken) => Checked().ListOwnEpochsAsync(cancellationToken);

    public Task<string?> RenewCertificateAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
        => Checked().RenewCertificateAsync(request, cancellationToken);

    public Task<HubReport> GetStateAsync(CancellationToken cancellationToken) => Checked().GetStateAsync(cancellationToken);

    public IAsyncEnumerable<ReadOnlyMemory<byte>> GetFilterFileAsync(Digest sha256, long offset, CancellationToken cancellationToken)
        => Checked().GetFilterFileAsync(sha256, offset, cancellationToken);

    private IHub Checked() => pin.IsLastListed()
        ? hub
        : throw new FedHubException(ErrorCode.Unavailable, "The hub's TLS key is not one that the directory lists.");
}
