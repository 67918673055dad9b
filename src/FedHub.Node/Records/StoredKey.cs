using FedHub.Cryptography.Match;

namespace FedHub.Node.Records;

/// <summary>A search key as it is kept beside its record: stretched once, at import.</summary>
/// <param name="Class">Class.</param>
/// <param name="Kind">Kind of the rule that made it.</param>
/// <param name="Weight">Points.</param>
/// <param name="Stretched">32 bytes; as secret as the identifier.</param>
internal sealed record StoredKey(IdentifierClass Class, string Kind, double Weight, byte[] Stretched)
{
    internal const string CanaryKind = "canary";

    public override string ToString() => $"StoredKey({Kind})";
}
