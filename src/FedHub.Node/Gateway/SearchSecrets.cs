using System.Security.Cryptography;
using System.Text;
using FedHub.Contracts.Node.V1;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Node.Officers;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Gateway;

/// <summary>A search's secrets as bytes: the record that only the national auditor opens, and what the node itself needs until the last outcome.</summary>
internal static class SearchSecrets
{
    /// <summary>What the auditor recomputes every element from.</summary>
    public static SearchRecord Record(QueryId queryId, string caseReference, IEnumerable<ClassElements> classes)
    {
        var record = new SearchRecord
        {
            QueryId = ByteString.CopyFrom(queryId.ToArray()),
            CaseReference = caseReference,
            RuleSetVersion = RuleSet.Current.Version,
        };
        record.Classes.AddRange(classes.Select(Class));
        return record;
    }

    /// <summary>The open search, for encryption. The caller wipes the bytes.</summary>
    public static byte[] Encode(PreparedSearch search, SearchRecord record)
    {
        Span<byte> replyKey = stackalloc byte[SealingKey.Size];
        search.ReplyKey.Export(replyKey);
        var message = new OpenSearch
        {
            Payload = UnsafeByteOperations.UnsafeWrap(search.Payload),
            ReplyKey = ByteString.CopyFrom(replyKey),
            OfficerKey = ByteString.CopyFrom(search.OfficerKey.AsSpan()),
            Record = record,
        };
        CryptographicOperations.ZeroMemory(replyKey);
        message.SealedParts.AddRange(search.SealedParts.Select(part => UnsafeByteOperations.UnsafeWrap(part)));
        message.Collections.AddRange(search.Plan.Select(Collection));
        message.Own.AddRange(search.OwnPlan.Select(OwnCollection));
        return message.ToByteArray();
    }

    /// <summary>The search again, from what <see cref="Encode"/> wrote.</summary>
    public static PreparedSearch Decode(byte[] bytes)
    {
        var message = OpenSearch.Parser.ParseFrom(bytes);
        var query = MatchQuery.Parser.ParseFrom(message.Payload);
        _ = QueryId.TryFromBytes(query.QueryId.Span, out var queryId);
        _ = VerificationKey.TryFromBytes(message.OfficerKey.Span, out var officerKey);
        return new PreparedSearch
        {
            QueryId = queryId,
            OfficerKey = officerKey,
            CredentialId = IssuedCredential.Read(EnvelopeCodec.ToDomain(query.Credential).OrThrow()).Credential.CredentialId,
            Payload = message.Payload.Memory,
            QueryDigest = Digest.Of(message.Payload.Span),
            SealedParts = [.. message.SealedParts.Select(part => part.ToByteArray())],
            Plan = [.. message.Collections.Select(collection => Plan(collection, query))],
            OwnPlan = [.. message.Own.Select(collection => OwnPlan(collection, MemberId.Parse(query.Origin)))],
            Elements = message.Record.Classes.Select(entry => Elements(entry, (byte)message.Record.RuleSetVersion)).ToDictionary(elements => elements.Class),
            ReplyKey = SealingKey.Import(message.ReplyKey.Span),
            Screening = ScreeningId.TryFromBytes(query.ScreeningId.Span, out var screening) ? screening : null,
            IsWaiting = query.Urgency == Contracts.Query.V1.Urgency.Waiting,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(query.CreatedAtMs),
            ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(query.ExpiresAtMs),
        };
    }

    private static SearchRecordClass Class(ClassElements elements)
    {
        var entry = new SearchRecordClass
        {
            IdentifierClass = (Contracts.Common.V1.IdentifierClass)(int)elements.Class,
            PaddingSeed = ByteString.CopyFrom(elements.PaddingSeed),
        };
        Span<byte> blind = stackalloc byte[Blind.Size];
        for (var i = 0; i < elements.Keys.Count; i++)
        {
            entry.SearchKeys.Add(UnsafeByteOperations.UnsafeWrap(elements.Keys[i].ToCanonicalBytes()));
            elements.ExportBlind(i, blind);
            entry.Blinds.Add(ByteString.CopyFrom(blind));
        }

        CryptographicOperations.ZeroMemory(blind);
        return entry;
    }

    private static ClassElements Elements(SearchRecordClass entry, byte ruleSetVersion)
    {
        var identifierClass = (IdentifierClass)(int)entry.IdentifierClass;
        var keys = entry.SearchKeys.Select(key => Key(identifierClass, key.Span)).ToList();
        return ClassElements.Restore(
            identifierClass, keys, ruleSetVersion, [.. entry.Blinds.Select(blind => Blind.Import(blind.Span))], entry.PaddingSeed.ToByteArray());
    }

    private static SearchKey Key(IdentifierClass identifierClass, ReadOnlySpan<byte> canonical)
    {
        // Kind, unit separator, value. The weight is computed anew wherever keys are scored.
        var separator = canonical.IndexOf((byte)0x1F);
        return new SearchKey(
            (KeyClass)(byte)identifierClass, Encoding.UTF8.GetString(canonical[..separator]), Encoding.UTF8.GetString(canonical[(separator + 1)..]), 0);
    }

    private static OpenCollection Collection(CollectionPlan plan)
    {
        var message = new OpenCollection { Member = plan.Member.ToString(), Collection = plan.Collection.ToString() };
        message.Settled.AddRange(plan.Settled.Select(Slot));
        return message;
    }

    private static OpenOwnCollection OwnCollection(CollectionPlan plan)
    {
        var message = new OpenOwnCollection { Collection = plan.Collection.ToString() };
        message.LookedUp.AddRange(plan.Asked.Select(asked => (Contracts.Common.V1.IdentifierClass)(int)asked.Slot.Class));
        message.Settled.AddRange(plan.Settled.Select(Slot));
        return message;
    }

    private static SettledSlot Slot(SlotVerdict slot) => new()
    {
        IdentifierClass = (Contracts.Common.V1.IdentifierClass)(int)slot.Class,
        Outcome = (Contracts.Common.V1.Outcome)(int)slot.Outcome,
        Denied = slot.IsDenied,
    };

    private static SlotVerdict Slot(SettledSlot slot) => new((IdentifierClass)(int)slot.IdentifierClass, (Outcome)(int)slot.Outcome, IsDenied: slot.Denied);

    private static CollectionPlan OwnPlan(OpenOwnCollection message, MemberId self)
    {
        var collection = CollectionName.Parse(message.Collection);
        var lookedUp = message.LookedUp.Select(identifierClass => new AskedSlot(new SlotId(self, collection, (IdentifierClass)(int)identifierClass), default, default));
        return new CollectionPlan(self, collection, [.. lookedUp], [.. message.Settled.Select(Slot)]);
    }

    private static CollectionPlan Plan(OpenCollection message, MatchQuery query)
    {
        var member = MemberId.Parse(message.Member);
        var collection = CollectionName.Parse(message.Collection);
        var asked = new List<AskedSlot>();
        foreach (var part in query.Parts)
        {
            if (SlotCodec.TryRead(part.Slot, out var slot) && slot.Member == member && slot.Collection == collection)
            {
                asked.Add(new AskedSlot(slot, new EpochNumber(part.Epoch), default));
            }
        }

        return new CollectionPlan(member, collection, asked, [.. message.Settled.Select(Slot)]);
    }
}
