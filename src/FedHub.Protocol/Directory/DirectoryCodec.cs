using FedHub.Contracts.Directory.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using Google.Protobuf;
using Google.Protobuf.Collections;
using ProtoDirectory = FedHub.Contracts.Directory.V1.Directory;

namespace FedHub.Protocol;

/// <summary>Reads directories and member descriptors, checking every field.</summary>
internal static class DirectoryCodec
{
    private const int MaxMembers = 300;
    private const int MaxPerMember = 64;

    internal static Checked<FederationDirectory> Parse(ReadOnlyMemory<byte> payload)
    {
        ProtoDirectory message;
        try
        {
            message = ProtoDirectory.Parser.ParseFrom(payload.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            return Malformed("The directory is not a Directory message.");
        }

        return Read(message, Digest.Of(payload.Span));
    }

    internal static Checked<FederationDirectory> Read(ProtoDirectory message, Digest digest)
    {
        if (message.Version == 0 || message.Federation.Length is 0 or > 128
            || !UnixTime.TryRead(message.CreatedAtMs, out var createdAt)
            || !UnixTime.TryRead(message.ExpiresAtMs, out var expiresAt)
            || message.Members.Count > MaxMembers)
        {
            return Malformed("The directory lacks a version, a federation name or its times.");
        }

        if (ReadKeySet(message.FederationKeys) is not { } keySet)
        {
            return Malformed("The directory's federation keys are not well-formed.");
        }

        var members = new List<ListedMember>(message.Members.Count);
        foreach (var entry in message.Members)
        {
            if (!ReadMember(entry).IsAccepted(out var member, out var refusal))
            {
                return refusal;
            }

            members.Add(member);
        }

        if (members.DistinctBy(member => member.Id).Count() != members.Count || SharesKeys(members))
        {
            return Malformed("The directory lists a member or a key twice.");
        }

        if (ReadKeys(message.HubKeys) is not { } hubKeys || ReadRuleSets(message) is not { } ruleSets)
        {
            return Malformed("The directory's hub keys or rule sets are not well-formed.");
        }

        return new FederationDirectory(message.Version, message.Federation, createdAt, expiresAt, keySet, members, hubKeys, ruleSets, digest);
    }

    internal static Checked<ListedMember> ReadMember(Member entry)
    {
        if (!MemberId.TryParse(entry.Id, out var id) || entry.DisplayName.Length is 0 or > 128)
        {
            return Malformed("A member's id is not ISO 3166-1 alpha-3, or its name is missing.");
        }

        if (ReadKeys(entry.Keys) is not { } keys || entry.Collections.Count > MaxPerMember || entry.Desks.Count is 0 or > MaxPerMember)
        {
            return Malformed($"Member {id}: keys, collections or desks are not well-formed; at least one desk is needed.");
        }

        var collections = new List<ListedCollection>(entry.Collections.Count);
        foreach (var collection in entry.Collections)
        {
            if (!CollectionName.TryParse(collection.Name, out var name)
                || collection.Slots.Any(slot => !IdentifierClasses.TryFromNumber((int)slot.IdentifierClass, out _))
                || collection.Slots.DistinctBy(slot => slot.IdentifierClass).Count() != collection.Slots.Count)
            {
                return Malformed($"Member {id}: a collection's name or classes are not well-formed.");
            }

            collections.Add(new ListedCollection(
                name, collection.Slots.ToDictionary(slot => (IdentifierClass)(int)slot.IdentifierClass, slot => slot.MaxEntries)));
        }

        if (collections.DistinctBy(collection => collection.Name).Count() != collections.Count)
        {
            return Malformed($"Member {id}: a collection is listed twice.");
        }

        return new ListedMember(
            id, entry.DisplayName, entry.Suspended, keys, collections, [.. entry.Desks.Select(desk => new ListedDesk(desk.Name, desk.Contact))]);
    }

    private static bool SharesKeys(List<ListedMember> members)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return members.SelectMany(member => member.Keys).Any(key => !seen.Add(Convert.ToHexString(key.Key.Span)));
    }

    private static FederationKeySet? ReadKeySet(FederationKeys? message)
    {
        if (message is null || message.Keys.Count is 0 or > 32 || message.Threshold == 0 || message.Threshold > message.Keys.Count)
        {
            return null;
        }

        var keys = new List<VerificationKey>(message.Keys.Count);
        foreach (var bytes in message.Keys)
        {
            if (!VerificationKey.TryFromBytes(bytes.Span, out var key) || keys.Contains(key))
            {
                return null;
            }

            keys.Add(key);
        }

        return new FederationKeySet((int)message.Threshold, keys);
    }

    private static List<ListedKey>? ReadKeys(RepeatedField<PublicKey> entries)
    {
        if (entries.Count > MaxPerMember)
        {
            return null;
        }

        var keys = new List<ListedKey>(entries.Count);
        foreach (var entry in entries)
        {
            DateTimeOffset? until = null;
            if (entry.Key.Length != 32 || !Enum.IsDefined((KeyUse)(int)entry.Use) || !UnixTime.TryRead(entry.ValidFromMs, out var from))
            {
                return null;
            }

            if (entry.ValidUntilMs != 0)
            {
                if (!UnixTime.TryRead(entry.ValidUntilMs, out var end))
                {
                    return null;
                }

                until = end;
            }

            keys.Add(new ListedKey((KeyUse)(int)entry.Use, entry.Key.Memory, from, until));
        }

        return keys;
    }

    private static List<ListedRuleSet>? ReadRuleSets(ProtoDirectory message)
    {
        var ruleSets = new List<ListedRuleSet>(2);
        foreach (var entry in message.RuleSets)
        {
            if (entry.Version is 0 or > byte.MaxValue || !Digest.TryFromBytes(entry.Hash.Span, out var hash))
            {
                return null;
            }

            ruleSets.Add(new ListedRuleSet((byte)entry.Version, hash));
        }

        return ruleSets.Count is 1 or 2 ? ruleSets : null;
    }

    private static Refusal Malformed(string message) => new(ErrorCode.Malformed, message);
}
