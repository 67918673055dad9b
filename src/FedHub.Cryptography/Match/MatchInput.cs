using System.Security.Cryptography;

namespace FedHub.Cryptography.Match;

/// <summary>What goes into the VOPRF for one search key.</summary>
public static class MatchInput
{
    /// <summary>Length of a stretched key: 32 bytes.</summary>
    public const int StretchedSize = KeyStretch.OutputSize;

    /// <summary>Length of an input: 43 bytes.</summary>
    public const int Size = 9 + 1 + 1 + StretchedSize;

    /// <summary>Makes guessing dear: Argon2id(key) under a salt of the class, or SHA-256(key) for class <c>name</c>.</summary>
    /// <param name="identifierClass">The key's class.</param>
    /// <param name="key">The normalised search key in UTF-8.</param>
    /// <param name="stretched">Receives 32 bytes. They depend on nothing else, so an owner stores them beside the identifier.</param>
    public static void Stretch(IdentifierClass identifierClass, ReadOnlySpan<byte> key, Span<byte> stretched)
    {
        Check(identifierClass, stretched);
        if (identifierClass == IdentifierClass.Name)
        {
            SHA256.HashData(key, stretched);
            return;
        }

        Span<byte> salt = stackalloc byte[SHA256.HashSizeInBytes];
        ReadOnlySpan<byte> label = [.. "fedhub stretch v1"u8, (byte)identifierClass];
        SHA256.HashData(label, salt);
        KeyStretch.Stretch(key, salt[..KeyStretch.SaltSize], stretched);
    }

    /// <summary>"FedHub/v1" ‖ u8(class) ‖ u8(rule set version) ‖ stretched key.</summary>
    /// <param name="identifierClass">The key's class.</param>
    /// <param name="ruleSetVersion">The version of the normalisation rules.</param>
    /// <param name="stretched">What <see cref="Stretch"/> gave: 32 bytes.</param>
    /// <returns>43 bytes, as secret as the identifier: the caller wipes them.</returns>
    public static byte[] Create(IdentifierClass identifierClass, byte ruleSetVersion, ReadOnlySpan<byte> stretched)
    {
        Check(identifierClass, stretched);
        return [.. "FedHub/v1"u8, (byte)identifierClass, ruleSetVersion, .. stretched];
    }

    private static void Check(IdentifierClass identifierClass, ReadOnlySpan<byte> stretched)
    {
        if (identifierClass is < IdentifierClass.Document or > IdentifierClass.Account)
        {
            throw new ArgumentOutOfRangeException(nameof(identifierClass), "Not a class.");
        }

        if (stretched.Length != StretchedSize)
        {
            throw new ArgumentException("A stretched key has 32 bytes.", nameof(stretched));
        }
    }
}
