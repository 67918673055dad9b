using System.Security.Cryptography;

namespace FedHub.Cryptography.Match;

/// <summary>Binds a logged query to the elements inside its sealed part.</summary>
public static class ElementsDigest
{
    /// <summary>SHA-256(query id ‖ slot ‖ elements in order).</summary>
    public static Digest Compute(QueryId queryId, SlotId slot, IReadOnlyList<GroupElement> elements)
    {
        Span<byte> header = stackalloc byte[QueryId.Size + SlotId.MaxEncodedSize];
        queryId.CopyTo(header);
        var writer = new LengthPrefixedWriter(header[QueryId.Size..]);
        slot.Encode(ref writer);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header[..(QueryId.Size + writer.Written)]);
        for (var i = 0; i < elements.Count; i++)
        {
            var element = elements[i];
            hash.AppendData(element.AsSpan());
        }

        Span<byte> digest = stackalloc byte[Digest.Size];
        hash.GetHashAndReset(digest);
        return Digest.FromBytes(digest);
    }
}
