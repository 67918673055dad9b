using System.Security.Cryptography;
using FedHub.Contracts.Gateway.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Searches;

/// <summary>Encrypts what is kept of searches. Each ciphertext is bound to its query.</summary>
internal sealed class SearchVault(SymmetricKey key) : IDisposable
{
    public byte[] Seal(QueryId queryId, SearchPurpose purpose)
    {
        var message = new Contracts.Node.V1.KeptSearch
        {
            Purpose = (Contracts.Common.V1.Purpose)(int)purpose.Purpose,
            LegalBasis = purpose.LegalBasis,
            CaseReference = purpose.CaseReference,
        };
        message.Members.AddRange(purpose.Members.Select(member => member.ToString()));
        message.KeyCounts.AddRange(purpose.KeyCounts.OrderBy(pair => pair.Key).Select(pair => new KeyCount
        {
            IdentifierClass = (Contracts.Common.V1.IdentifierClass)(int)pair.Key,
            Count = (uint)pair.Value,
        }));
        message.Planned.AddRange(purpose.Planned.Select(Planned));
        return Encrypt(queryId, message.ToByteArray());
    }

    public SearchPurpose OpenPurpose(QueryId queryId, byte[] encrypted)
    {
        var message = Contracts.Node.V1.KeptSearch.Parser.ParseFrom(Decrypt(queryId, encrypted));
        return new SearchPurpose(
            (Purpose)(int)message.Purpose, message.LegalBasis, message.CaseReference, [.. message.Members.Select(MemberId.Parse)],
            message.KeyCounts.ToDictionary(count => (IdentifierClass)(int)count.IdentifierClass, count => (int)count.Count))
        {
            Planned = [.. message.Planned.Select(Planned)],
        };
    }

    public byte[] Seal(QueryId queryId, CollectionStanding standing) => Encrypt(queryId, StandingCodec.Encode(standing));

    public CollectionStanding OpenStanding(QueryId queryId, byte[] encrypted) => StandingCodec.Decode(Decrypt(queryId, encrypted));

    /// <summary>The private half of a disclosure's reply key, which waits for a review.</summary>
    public byte[] Seal(QueryId queryId, ReadOnlySpan<byte> replyKey) => key.Encrypt(replyKey, queryId.ToArray());

    /// <summary>Opens what <see cref="Seal(QueryId, ReadOnlySpan{byte})"/> sealed; the caller owns the key.</summary>
    public SealingKey OpenReplyKey(QueryId queryId, byte[] encrypted)
    {
        var bytes = Decrypt(queryId, encrypted);
        try
        {
            return SealingKey.Import(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public void Dispose() => key.Dispose();

    private static Contracts.Node.V1.PlannedCollection Planned(PlannedCollection planned)
    {
        var message = new Contracts.Node.V1.PlannedCollection
        {
            Member = planned.Member.ToString(),
            Collection = planned.Collection.ToString(),
            OutOfScope = planned.IsOutOfScope,
            Own = planned.IsOwn,
        };
        message.Asked.AddRange(planned.Asked.Select(asked => (Contracts.Common.V1.IdentifierClass)(int)asked));
        return message;
    }

    private static PlannedCollection Planned(Contracts.Node.V1.PlannedCollection message) => new(
        MemberId.Parse(message.Member), CollectionName.Parse(message.Collection),
        [.. message.Asked.Select(asked => (IdentifierClass)(int)asked)], message.OutOfScope, message.Own);

    private byte[] Encrypt(QueryId queryId, byte[] plaintext)
    {
        var encrypted = key.Encrypt(plaintext, queryId.ToArray());
        CryptographicOperations.ZeroMemory(plaintext);
        return encrypted;
    }

    private byte[] Decrypt(QueryId queryId, byte[] encrypted) => key.TryDecrypt(encrypted, queryId.ToArray(), out var plaintext)
        ? plaintext
        : throw new CryptographicException("What is kept of a search cannot be decrypted: the database was altered.");
}
