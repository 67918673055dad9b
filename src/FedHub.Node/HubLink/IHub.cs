using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Node.HubLink;

/// <summary>
/// The hub as this node uses it. Every call throws <see cref="Protocol.FedHubException"/> with the hub's refusal, or with
/// <see cref="Protocol.ErrorCode.Unavailable"/> when the hub cannot be reached. All calls are safe to retry.
/// </summary>
internal interface IHub
{
    /// <summary>Submits a query and gives what happens to it, in order, until <see cref="QueryFinished"/>.</summary>
    IAsyncEnumerable<QueryEvent> SubmitQueryAsync(Envelope query, IReadOnlyList<byte[]> sealedParts, CancellationToken cancellationToken);

    /// <summary>Submits a disclosure request and waits for the owner's answer.</summary>
    Task<DisclosureReply> SubmitDisclosureAsync(SealedMessage request, CancellationToken cancellationToken);

    /// <summary>Opens the stream of deliveries, announcing the newest checkpoint that was verified. The first element, <see cref="StreamOpened"/>, comes when the hub has taken the stream.</summary>
    IAsyncEnumerable<Delivery> OpenDeliveriesAsync(ulong directoryVersion, SignedCheckpoint? verified, CancellationToken cancellationToken);

    /// <summary>Returns answers; they are durable in the log when this returns.</summary>
    Task ReturnAnswersAsync(MemberId origin, QueryId queryId, IReadOnlyList<SealedMessage> answers, Cosignature? cosignature, CancellationToken cancellationToken);

    /// <summary>Returns a disclosure answer; it is durable in the log when this returns.</summary>
    Task ReturnDisclosureAsync(MemberId origin, SealedMessage answer, Cosignature? cosignature, CancellationToken cancellationToken);

    /// <summary>The proof that the log's larger tree begins with the smaller one; null when the hub gives none that is well-formed.</summary>
    Task<ConsistencyProof?> GetConsistencyAsync(long fromSize, long toSize, CancellationToken cancellationToken);

    /// <summary>The proof of a log entry about this member's own doing; null when the hub gives none that is well-formed.</summary>
    Task<LogProof?> GetReceiptAsync(long index, CancellationToken cancellationToken);

    /// <summary>Hands in a cosignature; it is durable when this returns.</summary>
    Task AddCosignatureAsync(Cosignature cosignature, CancellationToken cancellationToken);

    /// <summary>Has a statement of this member logged; it is durable in the log when this returns.</summary>
    /// <param name="kind">Kind token.</param>
    /// <param name="idempotencyKey">16 bytes; the same key gives the same entry.</param>
    /// <param name="statement">Signed by this node.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    Task SubmitStatementAsync(string kind, ReadOnlyMemory<byte> idempotencyKey, Envelope statement, CancellationToken cancellationToken);

    /// <summary>Has a letter held for its recipient; it is durable in the log when this returns. The same letter again tells where it is.</summary>
    Task<LetterSent> SendLetterAsync(SealedMessage letter, CancellationToken cancellationToken);

    /// <summary>Ends the delivery of a letter that is durable here.</summary>
    Task TakeLetterAsync(MemberId sender, LetterId id, CancellationToken cancellationToken);

    /// <summary>Takes back what was not delivered of a query.</summary>
    /// <param name="cancellation">A QueryCancellation, signed by this node.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    Task CancelQueryAsync(Envelope cancellation, CancellationToken cancellationToken);

    /// <summary>Directories newer than a version, ascending.</summary>
    Task<IReadOnlyList<OfferedDirectory>> GetDirectoriesAsync(ulong knownVersion, CancellationToken cancellationToken);

    /// <summary>Members' statements that revoke credentials, from a log index on, ascending; some of them, when there are many.</summary>
    Task<IReadOnlyList<LoggedRevocation>> ListRevocationsAsync(ulong fromLogIndex, CancellationToken cancellationToken);

    /// <summary>Publishes a manifest with its files; both are durable when this returns.</summary>
    Task PublishFilterAsync(Envelope manifest, IReadOnlyList<FilterUpload> files, CancellationToken cancellationToken);

    /// <summary>Manifests that admit this member: the newest of each slot and unexpired epoch.</summary>
    Task<IReadOnlyList<Envelope>> ListManifestsAsync(CancellationToken cancellationToken);

    /// <summary>Manifests of this member's own slots: for each slot the newest that the hub ever logged, as signed.</summary>
    Task<IReadOnlyList<Envelope>> ListOwnEpochsAsync(CancellationToken cancellationToken);

    /// <summary>Hands in a request for a new certificate, or asks how far the one for the same key got.</summary>
    /// <returns>PEM once it is issued; null while it is not.</returns>
    Task<string?> RenewCertificateAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken);

    /// <summary>How the hub is, its clock included.</summary>
    Task<HubReport> GetStateAsync(CancellationToken cancellationToken);

    /// <summary>The bytes of a filter file from an offset on.</summary>
    IAsyncEnumerable<ReadOnlyMemory<byte>> GetFilterFileAsync(Digest sha256, long offset, CancellationToken cancellationToken);
}
