using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.HubLink;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Node.Tests.HubLink;

/// <summary>A hub in memory: delivers, keeps manifests and files, and tampers where a test says so.</summary>
internal sealed class InMemoryHub
{
    private readonly ConcurrentDictionary<MemberId, Channel<Delivery>> _streams = new();
    private readonly ConcurrentDictionary<QueryId, Channel<QueryEvent>> _queries = new();
    private readonly ConcurrentDictionary<Digest, TaskCompletionSource<SealedMessage>> _disclosures = new();
    private readonly ConcurrentDictionary<(SlotId, EpochNumber), Envelope> _manifests = new();
    private readonly ConcurrentDictionary<Digest, byte[]> _files = new();

    public List<Envelope> Directories { get; } = [];

    /// <summary>What says of a directory that it was witnessed, by the digest of its payload.</summary>
    public Dictionary<Digest, LogProof> DirectoryProofs { get; } = [];

    /// <summary>What deliveries are proven by; a test may put another one in its place.</summary>
    public TestLog Log { get; set; } = new();

    /// <summary>When true, proofs between trees cannot be had.</summary>
    public bool WithholdsProofs { get; set; }

    /// <summary>In the order in which they came.</summary>
    public ConcurrentQueue<(MemberId Member, Cosignature Cosignature)> Cosignatures { get; } = [];

    public Func<SealedMessage, SealedMessage> OnAnswer { get; set; } = answer => answer;

    public Func<SealedMessage, SealedMessage> OnDisclosureAnswer { get; set; } = answer => answer;

    /// <summary>When true, manifests and files cannot be had.</summary>
    public bool WithholdsFilters { get; set; }

    public ConcurrentQueue<QueryDelivery> Deliveries { get; } = [];

    public ConcurrentQueue<DisclosureDelivery> DisclosureDeliveries { get; } = [];

    /// <summary>When true, manifests are listed and their files cannot be had.</summary>
    public bool WithholdsFiles { get; set; }

    /// <summary>Answers a look at the hub; null answers as it is.</summary>
    public Func<Task<HubReport>>? OnState { get; set; }

    /// <summary>Gives the certificate for a request; null while there is none.</summary>
    public Func<ReadOnlyMemory<byte>, string?>? OnRenewal { get; set; }

    /// <summary>How far the hub's clock is from the nodes'.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>In the order in which they came.</summary>
    public ConcurrentQueue<LoggedStatement> Statements { get; } = [];

    /// <summary>What members revoked, ascending by log index; statements that revoke are added.</summary>
    public List<LoggedRevocation> Revocations { get; } = [];

    /// <summary>Letters by sender and id, in the order in which they came.</summary>
    public ConcurrentDictionary<(MemberId Sender, LetterId Id), RelayedLetter> Letters { get; } = new();

    /// <summary>Queries that were taken back.</summary>
    public ConcurrentQueue<Envelope> Cancellations { get; } = [];

    /// <summary>When true, letters are not taken in.</summary>
    public bool RefusesLetters { get; set; }

    /// <summary>What a query meets instead of the hub; null lets it in.</summary>
    public Func<Exception?>? OnQuery { get; set; }

    /// <summary>Gives the refusal of a statement; null takes it.</summary>
    public Func<string, ErrorCode?>? OnStatement { get; set; }

    public IHub For(MemberId member, Func<FederationDirectory> directory, TimeProvider clock) => new Port(this, member, directory, clock);

    private sealed class Port(InMemoryHub hub, MemberId self, Func<FederationDirectory> directory, TimeProvider clock) : IHub
    {
        public async IAsyncEnumerable<QueryEvent> SubmitQueryAsync(
            Envelope query, IReadOnlyList<byte[]> sealedParts, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var verified = MatchQueryVerifier.Verify(query, directory(), clock.GetUtcNow()).OrThrow();
            var events = hub._queries.GetOrAdd(verified.QueryId, _ => Channel.CreateUnbounded<QueryEvent>());
            if (hub.OnQuery?.Invoke() is { } failure)
            {
                throw failure;
            }

            var logged = hub.Log.Prove(LoggedMatter.Of(verified));
            yield return new QueryLogged((ulong)logged.Receipt.Index, logged);
            var expected = 0;
            foreach (var member in verified.Parts.GroupBy(part => part.Slot.Member))
            {
                if (!hub._streams.TryGetValue(member.Key, out var stream))
                {
                    yield return new MemberSilent(member.Key, SilenceReason.Unreachable);
                    continue;
                }

                expected += member.Count();
                var digests = member.Select(part => part.SealedPartDigest).ToHashSet();
                var parts = sealedParts.Where(part => digests.Contains(Digest.Of(part))).Select(part => (ReadOnlyMemory<byte>)part).ToList();
                var delivery = new QueryDelivery(query, parts, logged);
                hub.Deliveries.Enqueue(delivery);
                await stream.Writer.WriteAsync(delivery, cancellationToken);
            }

            for (var answered = 0; answered < expected; answered++)
            {
                yield return await events.Reader.ReadAsync(cancellationToken);
            }

            yield return new QueryFinished();
        }

        public async Task<DisclosureReply> SubmitDisclosureAsync(SealedMessage request, CancellationToken cancellationToken)
        {
            var verified = DisclosureVerifier.VerifyRequest(request.Statement, request.Content.Span, directory(), clock.GetUtcNow()).OrThrow();
            var answer = new TaskCompletionSource<SealedMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
            hub._disclosures[Digest.Of(request.Statement.Payload.Span)] = answer;
            var delivery = new DisclosureDelivery(request, hub.Log.Prove(LoggedMatter.Of(verified)));
            hub.DisclosureDeliveries.Enqueue(delivery);
            await hub._streams[verified.Owner].Writer.WriteAsync(delivery, cancellationToken);
            return new DisclosureReply(hub.OnDisclosureAnswer(await answer.Task.WaitAsync(cancellationToken)), null);
        }

        public async IAsyncEnumerable<Delivery> OpenDeliveriesAsync(
            ulong directoryVersion, SignedCheckpoint? verified, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var stream = Channel.CreateUnbounded<Delivery>();
            hub._streams[self] = stream;
            yield return new StreamOpened();
            foreach (var letter in hub.Letters.Values.Where(letter => letter.Recipient == self && !letter.IsTaken))
            {
                yield return letter.Delivery;
            }

            await foreach (var delivery in stream.Reader.ReadAllAsync(cancellationToken))
            {
                yield return delivery;
            }
        }

        public Task ReturnAnswersAsync(
            MemberId origin, QueryId queryId, IReadOnlyList<SealedMessage> answers, Cosignature? cosignature, CancellationToken cancellationToken)
        {
            Keep(cosignature);
            foreach (var answer in answers)
            {
                hub._queries[queryId].Writer.TryWrite(new SlotAnswered(hub.OnAnswer(answer)));
            }

            return Task.CompletedTask;
        }

        public Task ReturnDisclosureAsync(MemberId origin, SealedMessage answer, Cosignature? cosignature, CancellationToken cancellationToken)
        {
            Keep(cosignature);
            var statement = Contracts.Query.V1.DisclosureStatement.Parser.ParseFrom(answer.Statement.Payload.Span);
            hub._disclosures[Digest.FromBytes(statement.RequestDigest.Span)].TrySetResult(answer);
            return Task.CompletedTask;
        }

        public Task<ConsistencyProof?> GetConsistencyAsync(long fromSize, long toSize, CancellationToken cancellationToken)
            => Task.FromResult(hub.WithholdsProofs ? null : hub.Log.Consistency(fromSize, toSize));

        public Task<LogProof?> GetReceiptAsync(long index, CancellationToken cancellationToken)
            => Task.FromResult<LogProof?>(hub.Deliveries.Select(delivery => delivery.Proof).FirstOrDefault(proof => proof?.Receipt.Index == index));

        public Task AddCosignatureAsync(Cosignature cosignature, CancellationToken cancellationToken)
        {
            Keep(cosignature);
            return Task.CompletedTask;
        }

        public Task SubmitStatementAsync(string kind, ReadOnlyMemory<byte> idempotencyKey, Envelope statement, CancellationToken cancellationToken)
        {
            if (hub.OnStatement?.Invoke(kind) is { } refusal)
            {
                throw new FedHubException(refusal, "refused");
            }

            hub.Statements.Enqueue(new LoggedStatement(self, kind, Convert.ToHexStringLower(idempotencyKey.Span), statement));
            if (kind == "credential-revoked")
            {
                hub.Revocations.Add(new LoggedRevocation((ulong)hub.Revocations.Count, self, statement));
            }

            return Task.CompletedTask;
        }

        public Task<LetterSent> SendLetterAsync(SealedMessage letter, CancellationToken cancellationToken)
        {
            if (hub.RefusesLetters)
            {
                throw new FedHubException(ErrorCode.Unavailable, "away");
            }

            var verified = LetterVerifier.Verify(letter.Statement, letter.Content.Span, directory(), clock.GetUtcNow()).OrThrow();
            var relayed = new RelayedLetter(verified.Recipient, verified.Digest, new LetterDelivery(letter, hub.Log.Prove(LoggedMatter.Of(verified))));
            var held = hub.Letters.GetOrAdd((self, verified.Id), relayed);
            if (held.Digest != verified.Digest)
            {
                throw new FedHubException(ErrorCode.Replayed, "another letter");
            }

            if (ReferenceEquals(held, relayed) && hub._streams.TryGetValue(verified.Recipient, out var stream))
            {
                stream.Writer.TryWrite(relayed.Delivery);
            }

            return Task.FromResult(new LetterSent(held.IsTaken ? LetterState.Taken : LetterState.Held));
        }

        public Task TakeLetterAsync(MemberId sender, LetterId id, CancellationToken cancellationToken)
        {
            hub.Letters[(sender, id)].IsTaken = true;
            return Task.CompletedTask;
        }

        public Task CancelQueryAsync(Envelope cancellation, CancellationToken cancellationToken)
        {
            hub.Cancellations.Enqueue(cancellation);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<OfferedDirectory>> GetDirectoriesAsync(ulong knownVersion, CancellationToken cancellationToken)
            => Task.FromResult<IReadOnlyList<OfferedDirectory>>(
                [.. hub.Directories.Skip((int)knownVersion).Select(envelope => new OfferedDirectory(envelope, hub.DirectoryProofs.GetValueOrDefault(Digest.Of(envelope.Payload.Span))))]);

        public Task<IReadOnlyList<LoggedRevocation>> ListRevocationsAsync(ulong fromLogIndex, CancellationToken cancellationToken)
            => Task.FromResult<IReadOnlyList<LoggedRevocation>>([.. hub.Revocations.Where(revocation => revocation.LogIndex >= fromLogIndex)]);

        public async Task PublishFilterAsync(Envelope manifest, IReadOnlyList<FilterUpload> files, CancellationToken cancellationToken)
        {
            foreach (var file in files)
            {
                hub._files[file.Sha256] = await File.ReadAllBytesAsync(file.Path, cancellationToken);
            }

            var verified = ManifestVerifier.Verify(manifest, directory(), clock.GetUtcNow()).OrThrow();
            hub._manifests[(verified.Manifest.Slot, verified.Manifest.Epoch)] = manifest;
        }

        public Task<IReadOnlyList<Envelope>> ListOwnEpochsAsync(CancellationToken cancellationToken)
            => Task.FromResult<IReadOnlyList<Envelope>>(
                [.. hub._manifests.Where(pair => pair.Key.Item1.Member == self).GroupBy(pair => pair.Key.Item1).Select(slot => slot.MaxBy(pair => pair.Key.Item2).Value)]);

        public Task<string?> RenewCertificateAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
            => Task.FromResult(hub.OnRenewal?.Invoke(request));

        public Task<HubReport> GetStateAsync(CancellationToken cancellationToken)
            => hub.OnState is { } on ? on() : Task.FromResult(new HubReport("test", clock.GetUtcNow() + hub.ClockOffset, directory().Version, hub._streams.ContainsKey(self), 0, []));

        public Task<IReadOnlyList<Envelope>> ListManifestsAsync(CancellationToken cancellationToken)
            => Task.FromResult<IReadOnlyList<Envelope>>(hub.WithholdsFilters ? [] :
            [
                .. hub._manifests.Values.Where(envelope => ManifestVerifier.Verify(envelope, directory(), clock.GetUtcNow()).OrThrow().Manifest.Admits(self)),
            ]);

        public async IAsyncEnumerable<ReadOnlyMemory<byte>> GetFilterFileAsync(
            Digest sha256, long offset, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            var bytes = hub.WithholdsFiles ? throw new FedHubException(ErrorCode.NotFound, "withheld") : hub._files[sha256];
            for (var at = (int)offset; at < bytes.Length; at += 1_000)
            {
                yield return bytes.AsMemory(at, Math.Min(1_000, bytes.Length - at));
            }
        }

        private void Keep(Cosignature? cosignature)
        {
            if (cosignature is not null)
            {
                hub.Cosignatures.Enqueue((self, cosignature));
            }
        }
    }
}
