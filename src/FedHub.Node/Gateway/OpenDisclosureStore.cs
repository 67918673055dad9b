using System.Security.Cryptography;
using Dapper;
using FedHub.Contracts.Node.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Rpc;
using FedHub.Node.Storage;
using Google.Protobuf;

namespace FedHub.Node.Gateway;

/// <summary>Disclosure requests until their answers are read, encrypted. After a crash the same request is sent again: a second one would be refused.</summary>
internal sealed class OpenDisclosureStore(NodeDatabase database, SymmetricKey key)
{
    /// <summary>The request of a search to a collection; null when none was made. The caller owns it.</summary>
    public OpenDisclosureRequest? Find(QueryId queryId, MemberId member, CollectionName collection)
    {
        var id = queryId.ToArray();
        var encrypted = database.Read(connection => connection.QuerySingleOrDefault<byte[]>(
            "SELECT sealed FROM open_disclosure WHERE query_id = @id AND member = @member AND collection = @collection",
            new { id, member = member.ToString(), collection = collection.ToString() }));
        if (encrypted is null || !key.TryDecrypt(encrypted, id, out var plaintext))
        {
            return null;
        }

        var message = OpenDisclosure.Parser.ParseFrom(plaintext);
        CryptographicOperations.ZeroMemory(plaintext);
        return new OpenDisclosureRequest(
            SealedMessageCodec.Read(message.Request).OrThrow(),
            [.. message.Claims.Select(claim => Claim(claim, member, collection))],
            SealingKey.Import(message.ReplyKey.Span),
            DateTimeOffset.FromUnixTimeMilliseconds(message.ExpiresAtMs));
    }

    /// <summary>Keeps a request; durable when this returns, which is before it leaves the node.</summary>
    public Task SaveAsync(QueryId queryId, MemberId member, CollectionName collection, OpenDisclosureRequest request, CancellationToken cancellationToken)
    {
        var id = queryId.ToArray();
        var plaintext = Encode(request);
        var encrypted = key.Encrypt(plaintext, id);
        CryptographicOperations.ZeroMemory(plaintext);
        return database.WriteAsync(
            connection => connection.Execute(
                "INSERT INTO open_disclosure (query_id, member, collection, request_digest, sealed) VALUES (@id, @member, @collection, @digest, @encrypted)",
                new { id, member = member.ToString(), collection = collection.ToString(), digest = request.Digest.ToArray(), encrypted }),
            cancellationToken);
    }

    private static byte[] Encode(OpenDisclosureRequest request)
    {
        Span<byte> replyKey = stackalloc byte[SealingKey.Size];
        request.ReplyKey.Export(replyKey);
        var message = new OpenDisclosure
        {
            Request = SealedMessageCodec.ToSealedDisclosure(request.Message),
            ReplyKey = ByteString.CopyFrom(replyKey),
            ExpiresAtMs = request.ExpiresAt.ToUnixTimeMilliseconds(),
        };
        CryptographicOperations.ZeroMemory(replyKey);
        message.Claims.AddRange(request.Claims.Select(claim => new OpenClaim
        {
            IdentifierClass = (Contracts.Common.V1.IdentifierClass)(int)claim.Slot.Class,
            Epoch = claim.Epoch.Value,
            KeyIndex = (uint)claim.KeyIndex,
            Tag = ByteString.CopyFrom(claim.Tag.ToArray()),
            Token = ByteString.CopyFrom(claim.Token.ToArray()),
        }));
        return message.ToByteArray();
    }

    private static FoundTag Claim(OpenClaim claim, MemberId member, CollectionName collection)
    {
        _ = Tag.TryFromBytes(claim.Tag.Span, out var tag);
        _ = Token.TryFromBytes(claim.Token.Span, out var token);
        return new FoundTag(
            new SlotId(member, collection, (IdentifierClass)(int)claim.IdentifierClass), new EpochNumber(claim.Epoch), (int)claim.KeyIndex, tag, token, null);
    }
}
