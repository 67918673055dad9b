namespace FedHub.Protocol;

/// <summary>A public key in the directory.</summary>
/// <param name="Use">What it is for.</param>
/// <param name="Key">32 bytes.</param>
/// <param name="ValidFrom">From when.</param>
/// <param name="ValidUntil">Until when; null until replaced.</param>
public sealed record ListedKey(KeyUse Use, ReadOnlyMemory<byte> Key, DateTimeOffset ValidFrom, DateTimeOffset? ValidUntil)
{
    /// <summary>Whether the key counts at a moment.</summary>
    public bool IsValidAt(DateTimeOffset at) => at >= ValidFrom && (ValidUntil is null || at < ValidUntil);
}
