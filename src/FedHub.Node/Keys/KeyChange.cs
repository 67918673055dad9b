using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Node.Keys;

/// <summary>A rotation or revocation, ready for the federation's administrator.</summary>
/// <param name="Use">Which use.</param>
/// <param name="OldKey">The key that leaves.</param>
/// <param name="NewKey">Its successor.</param>
/// <param name="Change">Envelope of a MemberChange.</param>
/// <param name="OldUntil">Until when the old key counts; null when it ends with the next directory.</param>
public sealed record KeyChange(KeyUse Use, KeyId OldKey, KeyId NewKey, Envelope Change, DateTimeOffset? OldUntil)
{
    /// <summary>What people compare by voice.</summary>
    public string Fingerprint => MemberChangeCodec.FingerprintOf(Change);
}
