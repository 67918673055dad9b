using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.HubLink;
using FedHub.Node.Keys;
using FedHub.Node.OwnRecords;
using FedHub.Node.Searches;
using FedHub.Node.Witness;
using FedHub.Protocol;
using Google.Protobuf;
using Urgency = FedHub.Contracts.Query.V1.Urgency;

namespace FedHub.Node.Gateway;

/// <summary>Turns an order into a query to sign: derives keys, blinds each class once, seals a part for each slot. Nothing leaves the node.</summary>
internal sealed class SearchPreparer(
    MemberId self, NodeKeys keys, DirectoryKeeper directories, SearchPlanner planner, OwnPlanner own, PreparedSearches searches, SearchStore store, SearchKeeper keeper,
    LogGossip gossip, TimeProvider clock)
{
    private static readonly Digest _ruleSet = Digest.FromBytes(RuleSet.Current.Hash.Span);

    /// <summary>Prepares a search.</summary>
    /// <exception cref="FedHubException">A member named cannot be asked, or the directory is missing or expired.</exception>
    public async Task<Preparation> PrepareAsync(SearchOfficer officer, SearchOrder order, CancellationToken cancellationToken)
    {
        if (directories.CheckInForce(clock.GetUtcNow()) is { } expired)
        {
            throw new FedHubException(expired);
        }

        var derived = SearchKeyDerivation.Derive(order.Criteria, order.AsTyped);
        var counts = derived.Keys.ToDictionary(pair => pair.Key, pair => pair.Value.Count);
        var plan = new SearchPlan(
            planner.Plan(directories.Current, order.To, new AskingParty(officer.Agency, order.Purpose, order.Screening is not null), _ruleSet, derived.Typed),
            own.Plan(new AskingParty(officer.Agency, order.Purpose, order.Screening is not null), derived.Typed));
        if (counts.Count == 0 || derived.Warnings.Any(warning => warning.NeedsConfirmation))
        {
            return new Preparation(null, default, derived.Warnings, counts);
        }

        var (search, caseKey) = await BuildAsync(officer, order, plan, derived.Keys, isSelfTest: false, cancellationToken);
        searches.Add(search);
        return new Preparation(search, caseKey, derived.Warnings, counts);
    }

    /// <summary>Builds and keeps a search whose plan and keys are known; the caller owns it.</summary>
    public async Task<(PreparedSearch Search, byte[] CaseKey)> BuildAsync(
        SearchOfficer officer, SearchOrder order, SearchPlan plan,
        IReadOnlyDictionary<IdentifierClass, IReadOnlyList<SearchKey>> searchKeys, bool isSelfTest, CancellationToken cancellationToken)
    {
        var elements = BlindClasses(plan, searchKeys);
        var queryId = QueryId.New(clock);
        var record = SearchSecrets.Record(queryId, order.CaseReference, elements.Values);
        var sealedRecord = keys.AuditorPublicKey.Seal(record.ToByteArray());
        var caseKey = CaseCommitment.QueryKey(keys.CaseKey, queryId);
        var replyKey = SealingKey.Generate();
        var header = Header(officer, order, queryId);
        header.SearchRecordDigest = ByteString.CopyFrom(Digest.Of(sealedRecord).AsSpan());
        header.CaseCommitment = ByteString.CopyFrom(CaseCommitment.Compute(caseKey, order.CaseReference));
        var builder = new MatchQueryBuilder(header, queryId, replyKey.PublicKey, gossip.Own());
        foreach (var asked in plan.Others.SelectMany(collection => collection.Asked))
        {
            builder.Add(asked, elements[asked.Slot.Class]);
        }

        var payload = builder.ToPayload();
        var search = new PreparedSearch
        {
            QueryId = queryId,
            OfficerKey = officer.PublicKey,
            CredentialId = officer.Credential.Credential.CredentialId,
            Payload = payload,
            QueryDigest = Digest.Of(payload),
            SealedParts = builder.SealedParts,
            Plan = plan.Others,
            OwnPlan = plan.Own,
            Elements = elements,
            ReplyKey = replyKey,
            IsSelfTest = isSelfTest,
            IsWaiting = order.Wait is not null,
            Screening = order.Screening,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(header.CreatedAtMs),
            ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(header.ExpiresAtMs),
        };
        var begun = isSelfTest ? null : keeper.Begin(search, officer, order);
        await store.SaveAsync(search, officer.OfficerId, sealedRecord, SearchSecrets.Encode(search, record), begun, cancellationToken);
        return (search, caseKey);
    }

    private static Dictionary<IdentifierClass, ClassElements> BlindClasses(
        SearchPlan plan, IReadOnlyDictionary<IdentifierClass, IReadOnlyList<SearchKey>> searchKeys)
        => plan.Others.Concat(plan.Own).SelectMany(collection => collection.Asked)
            .Select(asked => asked.Slot.Class)
            .Distinct()
            .ToDictionary(identifierClass => identifierClass, identifierClass => ClassElements.Create(identifierClass, searchKeys[identifierClass], RuleSet.Current.Version));

    private MatchQuery Header(SearchOfficer officer, SearchOrder order, QueryId queryId)
    {
        var now = clock.GetUtcNow();
        return new MatchQuery
        {
            QueryId = ByteString.CopyFrom(queryId.ToArray()),
            Origin = self.ToString(),
            NodeKeyId = ByteString.CopyFrom(keys.SigningKey.KeyId.ToArray()),
            Credential = EnvelopeCodec.ToProto(officer.Credential.Envelope),
            Purpose = (Contracts.Common.V1.Purpose)(int)order.Purpose,
            LegalBasis = order.LegalBasis,
            Urgency = order.Wait is null ? Urgency.Interactive : Urgency.Waiting,
            CreatedAtMs = now.ToUnixTimeMilliseconds(),
            ExpiresAtMs = (now + (order.Wait ?? ProtocolLimits.InteractiveLifetime)).ToUnixTimeMilliseconds(),
            RuleSetHash = ByteString.CopyFrom(_ruleSet.AsSpan()),
            DirectoryVersion = directories.Version,
            ScreeningId = order.Screening is { } screening ? ByteString.CopyFrom(screening.ToArray()) : ByteString.Empty,
        };
    }
}
