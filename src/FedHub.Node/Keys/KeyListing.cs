using FedHub.Protocol;

namespace FedHub.Node.Keys;

/// <summary>Finds keys in a member's entry of the directory.</summary>
internal static class KeyListing
{
    /// <summary>The entry of a public key; null when it is not listed for this use.</summary>
    internal static ListedKey? Find(ListedMember? member, KeyUse use, ReadOnlySpan<byte> publicKey)
    {
        foreach (var listed in member?.Keys ?? [])
        {
            if (listed.Use == use && listed.Key.Span.SequenceEqual(publicKey))
            {
                return listed;
            }
        }

        return null;
    }
}
