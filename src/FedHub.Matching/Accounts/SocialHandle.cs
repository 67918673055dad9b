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
    };

    /// <summary>A label that is no known platform is kept as it stands.</summary>
    public static bool Derive(string platform, string handle, KeyCollector collector)
    {
        var name = Canonical(handle);
        if (name is null || !platform.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'))
        {
            return false;
        }

        if (!_platforms.TryGetValue(platform, out var known))
        {
            collector.Warn(WarningCode.UnknownScheme, FieldNames.Account, "the platform is not known here; taken unchecked");
        }

        collector.Add(KeyClass.Account, KeyKinds.Handle, (known ?? platform) + ":" + name);
        return true;
    }

    /// <summary>Reads <c>t.me/name</c> and the like, with or without scheme and <c>www.</c></summary>
    public static bool DeriveUrl(string text, KeyCollector collector)
    {
        var parts = text.TrimStart('/').Split('/', '?', '#');
        var host = parts[0].ToLowerInvariant();
        host = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host.StartsWith("m.", StringComparison.Ordinal) ? host[2..] : host;
        return parts.Length > 1 && host.Contains('.', StringComparison.Ordinal) && _platforms.ContainsKey(host) && Derive(host, parts[1], collector);
    }

    private static string? Canonical(string handle)
    {
        var name = handle.Trim().TrimStart('@');
        return name.Length is < 2 or > MaxHandle || name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c is '/' or '\uFFFE' or '\uFFFF')
            ? null : name.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }
}
