using System.Text;

namespace FedHub.Matching;

/// <summary>Names on social platforms: <c>platform:handle</c>, or the address of a profile page.</summary>
internal static class SocialHandle
{
    private const int MaxHandle = 64;

    private static readonly Dictionary<string, string> _platforms = new(StringComparer.Ordinal)
    {
        ["telegram"] = "telegram",
        ["tg"] = "telegram",
        ["t.me"] = "telegram",
        ["instagram"] = "instagram",
        ["ig"] = "instagram",
        ["instagram.com"] = "instagram",
        ["facebook"] = "facebook",
        ["fb"] = "facebook",
        ["facebook.com"] = "facebook",
        ["vk"] = "vk",
        ["vk.com"] = "vk",
        ["vkontakte"] = "vk",
        ["ok"] = "ok",
        ["ok.ru"] = "ok",
        ["odnoklassniki"] = "ok",
        ["twitter"] = "x",
        ["x"] = "x",
        ["twitter.com"] = "x",
        ["x.com"] = "x",
        ["tiktok"] = "tiktok",
        ["tiktok.com"] = "tiktok",
        ["youtube"] = "youtube",
        ["youtube.com"] = "youtube",
        ["skype"] = "skype",
        ["snapchat"] = "snapchat",
        ["wechat"] = "wechat",
        ["imo"] = "imo",
        ["line"] = "line",
        ["discord"] = "discord",
        ["signal"] = "signal",
        ["viber"] = "viber",
        ["linkedin"] = "linkedin",
        ["linkedin.com"] = "linkedin",
    };

    /// <summary>A label that is no known platform is kept as it stands.</summary>
    public static bool Derive(string platform, string handle, KeyCollector collector)
    {
        var isKnown = _platforms.TryGetValue(platform, out var known);
        var found = isKnown && handle.AsSpan().ContainsAny('/', '?') ? ProfilePath.Handle(known!, handle) : handle;
        if (found is null || Placeholders.IsWord(QualifiedNumber.Canonical(found)))
        {
            collector.Warn(
                WarningCode.Unreadable, FieldNames.Account,
                found is null ? "is the address of no profile; give platform:handle or the address of the person's page" : "is a word for no account");
            return true;
        }

        var name = Canonical(found);
        if (name is null || !platform.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'))
        {
            return false;
        }

        if (!isKnown)
        {
            collector.Warn(WarningCode.UnknownScheme, FieldNames.Account, "the platform is not known here; taken unchecked");
        }

        collector.Add(KeyClass.Account, KeyKinds.Handle, (known ?? platform) + ":" + name);
        return true;
    }

    /// <summary>Reads <c>t.me/name</c> and the like, with or without scheme and <c>www.</c>, <c>m.</c> or a language before the host.</summary>
    public static bool DeriveUrl(string text, KeyCollector collector)
    {
        var address = text.TrimStart('/');
        var end = address.AsSpan().IndexOfAny('/', '?', '#');
        var host = (end < 0 ? address : address[..end]).ToLowerInvariant();
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        host = dot > 0 && !_platforms.ContainsKey(host) ? host[(dot + 1)..] : host;
        return end > 0 && host.Contains('.', StringComparison.Ordinal) && _platforms.ContainsKey(host) && Derive(host, address[end..], collector);
    }

    private static string? Canonical(string handle)
    {
        var name = handle.Trim().TrimStart('@');
        return name.Length is < 2 or > MaxHandle || name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c is '/' or '\uFFFE' or '\uFFFF')
            ? null : name.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }
}
