namespace FedHub.Matching;

/// <summary>Addresses of crypto currencies whose form we know, checked where a checksum is defined.</summary>
internal static class CryptoAddress
{
    /// <summary>Base58Check: first byte of the decoded address, its currency.</summary>
    private static readonly Dictionary<byte, string> _versions = new() { [0x00] = "btc", [0x05] = "btc", [0x30] = "ltc", [0x32] = "ltc", [0x1E] = "doge", [0x41] = "trx" };

    /// <summary>Bech32: human-readable part, its currency.</summary>
    private static readonly Dictionary<string, string> _prefixes = new(StringComparer.Ordinal) { ["bc"] = "btc", ["ltc"] = "ltc" };

    private static readonly HashSet<string> _labels = new(StringComparer.Ordinal)
    {
        "btc", "bitcoin", "ltc", "litecoin", "doge", "dogecoin", "trx", "tron", "eth", "ethereum", "usdt", "crypto", "wallet",
    };

    /// <summary>True if read, false if the label promises an address that is none, null if neither label nor form is one of ours.</summary>
    public static bool? Derive(string? label, string text, KeyCollector collector)
    {
        if (label is not null && !_labels.Contains(label))
        {
            return null;
        }

        return Ethereum(text, collector) || Bech32Form(text, collector) || Base58Form(text, collector);
    }

    private static bool Ethereum(string text, KeyCollector collector)
    {
        if (text.Length != 42 || !text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || !text.AsSpan(2).ToString().All(char.IsAsciiHexDigit))
        {
            return false;
        }

        if (!Eip55.IsValid(text[2..]))
        {
            Warn("Ethereum address fails its mixed-case checksum (EIP-55)", collector);
        }

        collector.Add(KeyClass.Account, KeyKinds.Crypto, "eth:0x" + text[2..].ToLowerInvariant());
        return true;
    }

    private static bool Bech32Form(string text, KeyCollector collector)
    {
        var lower = text.ToLowerInvariant();
        var separator = lower.LastIndexOf('1');
        if (separator < 1 || lower.Length is < 14 or > 90 || !_prefixes.TryGetValue(lower[..separator], out var currency) || !Bech32.HasForm(lower, separator))
        {
            return false;
        }

        if (!Bech32.IsValid(lower, separator) || (text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiLetterLower)))
        {
            Warn("address fails its checksum (Bech32)", collector);
        }

        collector.Add(KeyClass.Account, KeyKinds.Crypto, currency + ":" + lower);
        return true;
    }

    private static bool Base58Form(string text, KeyCollector collector)
    {
        if (text.Length is < 26 or > 35 || Base58.Decode(text) is not { Length: 25 } bytes || !_versions.TryGetValue(bytes[0], out var currency))
        {
            return false;
        }

        if (!Base58.HasChecksum(bytes))
        {
            Warn("address fails its checksum (Base58Check)", collector);
        }

        collector.Add(KeyClass.Account, KeyKinds.Crypto, currency + ":" + text);
        return true;
    }

    private static void Warn(string message, KeyCollector collector) => collector.Warn(WarningCode.CheckDigit, FieldNames.Account, message);
}
