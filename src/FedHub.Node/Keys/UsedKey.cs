using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Node.Keys;

/// <summary>A key that this node used.</summary>
/// <param name="Use">What for.</param>
/// <param name="Id">Names it.</param>
/// <param name="ActivatedAt">From when.</param>
/// <param name="RetiredAt">Until when; null while it is in use.</param>
/// <param name="WipedAt">When its file was wiped; null while it is there.</param>
public sealed record UsedKey(KeyUse Use, KeyId Id, DateTimeOffset ActivatedAt, DateTimeOffset? RetiredAt, DateTimeOffset? WipedAt);
