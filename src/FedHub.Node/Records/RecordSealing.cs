using FedHub.Cryptography.Match;
using FedHub.Matching;

namespace FedHub.Node.Records;

/// <summary>Makes records ready to be written.</summary>
internal static class RecordSealing
{
    private const string CanaryRecordId = "ZZZ-CANARY";

    /// <summary>Derives, stretches and encrypts. Costs about 0.7 ms of a core for each key but those of names.</summary>
    internal static SealedRecord Seal(this RecordSealer sealer, CollectionName collection, RecordContent content, byte[] encoded, DerivedKeys derived) =>
        sealer.Seal(collection, sealer.Reference(content.RecordId), content, encoded, RecordSealer.Stretch(derived), isCanary: false);

    /// <summary>The reserved record of a collection: one key for each of its classes.</summary>
    internal static SealedRecord SealCanary(this RecordSealer sealer, MemberId member, CollectionName collection, IEnumerable<IdentifierClass> classes)
    {
        var content = new RecordContent { RecordId = CanaryRecordId, Category = RecordCategory.None, Country = "ZZZ" };
        var keys = classes.Order().Select(identifierClass => RecordSealer.CanaryKey(new SlotId(member, collection, identifierClass)));

        // One for each collection, and none that an import can give: a NUL cannot stand in a file.
        var reference = sealer.Reference($"{CanaryRecordId}\0{collection}");
        return sealer.Seal(collection, reference, content, RecordContentCodec.Encode(content), [.. keys], isCanary: true);
    }

    private static SealedRecord Seal(
        this RecordSealer sealer, CollectionName collection, byte[] reference, RecordContent content, byte[] encoded, List<StoredKey> keys, bool isCanary) =>
        new(
            collection,
            reference,
            content.Category,
            isCanary,
            sealer.ContentMac(collection, encoded),
            sealer.SealContent(reference, encoded),
            [.. keys.GroupBy(key => key.Class).Select(group => (group.Key, group.Count(), sealer.SealKeys(reference, group.Key, [.. group])))])
        {
            ExpiresAt = content.ExpiresAt,
        };
}
