namespace FedHub.Matching;

/// <summary>Keys of bank accounts, e-mail addresses, social handles and crypto addresses.</summary>
internal static class AccountKeys
{
    private const int MaxText = 320;

    public static void Derive(string text, KeyCollector collector)
    {
        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > MaxText)
        {
            collector.Warn(WarningCode.Unreadable, FieldNames.Account, trimmed.Length == 0 ? "empty" : "longer than any account");
            return;
        }

        var (label, rest) = Label(trimmed);
        var isRead = label switch
        {
            "iban" => Iban.Derive(rest, collector),
            "email" or "mail" or "mailto" or "e-mail" => EmailAddress.Derive(rest, collector),
            "http" or "https" => SocialHandle.DeriveUrl(rest, collector),
            not null => CryptoAddress.Derive(label, rest, collector) ?? SocialHandle.Derive(label, rest, collector),
            null => Unlabelled(trimmed, collector),
        };
        if (!isRead)
        {
            collector.Warn(WarningCode.Unreadable, FieldNames.Account,
                "is neither IBAN, e-mail, platform:handle nor a known crypto address");
        }
    }

    private static bool Unlabelled(string text, KeyCollector collector)
        => text.IndexOf('@', StringComparison.Ordinal) > 0 ? EmailAddress.Derive(text, collector)
            : Iban.Derive(text, collector) || CryptoAddress.Derive(null, text, collector) is true || SocialHandle.DeriveUrl(text, collector);

    private static (string? Label, string Text) Label(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon is > 0 and <= 16 ? (text[..colon].Trim().ToLowerInvariant(), text[(colon + 1)..].Trim()) : (null, text);
    }
}
