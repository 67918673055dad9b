using System.Collections.Frozen;

namespace FedHub.Matching;

/// <summary>Where a platform's address has the name or number of a profile: the first word after the host, but not always.</summary>
internal static class ProfilePath
{
    /// <summary>Words behind which the name or number of a profile stands, by platform.</summary>
    private static readonly FrozenDictionary<string, FrozenSet<string>> _before = new Dictionary<string, FrozenSet<string>>(StringComparer.Ordinal)
    {
        ["instagram"] = Set("stories"),
        ["linkedin"] = Set("in", "pub"),
        ["ok"] = Set("profile"),
        ["telegram"] = Set("s"),
        ["youtube"] = Set("channel", "c", "user"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>First words of addresses that lead to no profile: pictures, groups, invitations, pages of the platform's own.</summary>
    private static readonly FrozenSet<string> _noProfiles = Set(
        "about", "addstickers", "channel", "channels", "clip", "clips", "company", "discover", "dk", "events", "explore", "feed", "gaming", "group", "groups", "hashtag", "help",
        "home", "in", "intent", "joinchat", "live", "login", "marketplace", "messages", "music", "pages", "permalink.php", "photo", "photo.php", "photos", "playlist", "posts",
        "profile", "profile.php", "proxy", "public", "reel", "reels", "results", "search", "settings", "share", "share.php", "sharer", "sharer.php", "shorts", "stories", "story.php",
        "tag", "topic", "user", "video", "video.php", "videos", "wall", "watch", "web");

    /// <summary>The name or number of the profile; null when the address is not that of one.</summary>
    /// <param name="platform">The platform's own name here, as <c>facebook</c>.</param>
    /// <param name="address">What stands behind the host, without the first slash: <c>profile.php?id=4</c>, <c>@name/video/7</c>.</param>
    public static string? Handle(string platform, string address)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        var words = (query < 0 ? address : address[..query]).Split('#')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return null;
        }

        var first = words[0].ToLowerInvariant();
        return (platform, first) switch
        {
            ("facebook", "profile.php") => Parameter(address[(query + 1)..], "id"),
            ("facebook", "people") => words.ElementAtOrDefault(2),
            ("x", "i") => words.ElementAtOrDefault(1) == "user" ? words.ElementAtOrDefault(2) : null,
            // An invitation into a group, or a telephone number.
            ("telegram", _) when first[0] == '+' => null,
            _ when _before.TryGetValue(platform, out var before) && before.Contains(first) => words.ElementAtOrDefault(1),
            _ => _noProfiles.Contains(first) ? null : words[0],
        };
    }

    private static string? Parameter(string query, string name) => query.Split('#')[0].Split('&')
        .FirstOrDefault(pair => pair.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..];

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
