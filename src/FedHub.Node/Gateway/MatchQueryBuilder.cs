using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Google.Protobuf;
using LogState = FedHub.Contracts.Common.V1.LogState;

namespace FedHub.Node.Gateway;

/// <summary>Builds the query that officer and node sign, once, with a sealed part for each slot.</summary>
internal sealed class MatchQueryBuilder
{
    private readonly MatchQuery _query;
    private readonly QueryId _queryId;
    private readonly ByteString _replyKey;
    private readonly LogState? _logState;
    private readonly Dictionary<IdentifierClass, ByteString[]> _encoded = [];
    private readonly List<byte[]> _sealedParts = [];

    /// <summary>Begins a query.</summary>
    /// <param name="header">Everything but the parts.</param>
    /// <param name="queryId">Its id.</param>
    /// <param name="replyKey">What answers are sealed to.</param>
    /// <param name="logState">What this node has seen of the log; null for nothing.</param>
    public MatchQueryBuilder(MatchQuery header, QueryId queryId, SealingPublicKey replyKey, LogState? logState)
    {
        _logState = logState;
        _query = header;
        _queryId = queryId;
        _replyKey = ByteString.CopyFrom(replyKey.AsSpan());
    }

    /// <summary>In the order of the parts.</summary>
    public IReadOnlyList<byte[]> SealedParts => _sealedParts;

    /// <summary>Adds the question to one slot, with the elements of its class.</summary>
    public void Add(AskedSlot asked, ClassElements elements)
    {
        if (!_encoded.TryGetValue(elements.Class, out var encoded))
        {
            // Encoded once for all slots of the class, as it is blinded once.
            encoded = [.. elements.Elements.Select(element => ByteString.CopyFrom(element.AsSpan()))];
            _encoded.Add(elements.Class, encoded);
        }

        var slot = SlotCodec.ToProto(asked.Slot);
        var content = new PartContent { QueryId = _query.QueryId, Slot = slot, Epoch = asked.Epoch.Value, ReplyKey = _replyKey, LogState = _logState };
        content.BlindedElements.AddRange(encoded);
        var sealedPart = asked.SealTo.Seal(content.ToByteArray());
        _sealedParts.Add(sealedPart);
        _query.Parts.Add(new QueryPart
        {
            Slot = slot,
            Epoch = asked.Epoch.Value,
            Count = (uint)elements.Elements.Count,
            ElementsDigest = ByteString.CopyFrom(ElementsDigest.Compute(_queryId, asked.Slot, elements.Elements).AsSpan()),
            SealedPartDigest = ByteString.CopyFrom(Digest.Of(sealedPart).AsSpan()),
        });
    }

    /// <summary>The bytes to sign.</summary>
    public byte[] ToPayload() => _query.ToByteArray();
}
