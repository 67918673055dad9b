using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FedHub.Cryptography;

/// <summary>The lines of a key file that are authenticated with its secret.</summary>
/// <param name="Kind">What the key is for.</param>
/// <param name="Passphrase">Salt and cost, or null when a master key protects the secret.</param>
internal sealed record KeyFileHeader(KeyKind Kind, PassphraseSalt? Passphrase)
{
    internal const string FirstLine = "fedhub-key v1";

    private const string KindLabel = "kind: ";
    private const string ProtectionLabel = "protection: ";
    private const string MasterKey = "master-key";

    internal string Format() => $"{FirstLine}\n{KindLabel}{Kind}\n{ProtectionLabel}{FormatProtection()}\n";

    internal static bool TryParse(string kindLine, string protectionLine, [NotNullWhen(true)] out KeyFileHeader? header)
    {
        header = null;
        if (!kindLine.StartsWith(KindLabel, StringComparison.Ordinal)
            || !KeyKind.TryParse(kindLine[KindLabel.Length..], out var kind)
            || !protectionLine.StartsWith(ProtectionLabel, StringComparison.Ordinal)
            || !TryParseProtection(protectionLine[ProtectionLabel.Length..], out var passphrase))
        {
            return false;
        }

        header = new KeyFileHeader(kind, passphrase);
        return true;
    }

    private string FormatProtection() =>
        Passphrase is null
            ? MasterKey
            : string.Create(
                CultureInfo.InvariantCulture,
                $"argon2id {Passphrase.Cost.Passes} {Passphrase.Cost.MemoryMebibytes} {Convert.ToHexStringLower(Passphrase.Salt)}");

    private static bool TryParseProtection(string text, out PassphraseSalt? passphrase)
    {
        passphrase = null;
        if (string.Equals(text, MasterKey, StringComparison.Ordinal))
        {
            return true;
        }

        if (text.Split(' ') is not ["argon2id", var passes, var mebibytes, { Length: 2 * KeyStretch.SaltSize } saltHex]
            || !int.TryParse(passes, NumberStyles.None, CultureInfo.InvariantCulture, out var passCount)
            || !int.TryParse(mebibytes, NumberStyles.None, CultureInfo.InvariantCulture, out var memory)
            || new PassphraseCost(passCount, memory) is not { IsInRange: true } cost)
        {
            return false;
        }

        var salt = new byte[KeyStretch.SaltSize];
        if (Convert.FromHexString(saltHex, salt, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        passphrase = new PassphraseSalt(cost, salt);
        return true;
    }
}
