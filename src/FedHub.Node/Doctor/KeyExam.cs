using FedHub.Node.Keys;
using FedHub.Protocol;

namespace FedHub.Node.Doctor;

/// <summary>Looks at the keys that the node holds, against what the directory says of them.</summary>
internal static class KeyExam
{
    private static readonly TimeSpan _warnBefore = TimeSpan.FromDays(30);

    public static IEnumerable<Finding> Look(NodeKeys keys, ListedMember? listed, DateTimeOffset now) =>
        Look(keys.Signing, listed, now).Concat(Look(keys.Sealing, listed, now)).Concat(Look(keys.Witness, listed, now)).Append(LookAtLog(keys, listed));

    private static Finding LookAtLog(NodeKeys keys, ListedMember? listed) =>
        listed is null || KeyListing.Find(listed, KeyUse.Log, keys.LogKey.PublicKey.ToArray()) is not null
            ? Finding.Ok("key", $"The log key can be opened{(listed is null ? "" : " and is listed")}.")
            : Finding.Warning(
                "log-key-not-listed", "The directory does not list the key that signs this node's log of what it answered: auditors cannot tell that log from another.",
                "Have the node's descriptor admitted again, or put back the log.key that belongs to this node.");

    private static IEnumerable<Finding> Look<TKey>(KeyRing<TKey> ring, ListedMember? listed, DateTimeOffset now)
        where TKey : IDisposable
    {
        var word = ring.Current.File.Use.ToString().ToLowerInvariant();
        yield return LookAtCurrent(ring, word, listed, now);
        if (ring.Prepared is not null)
        {
            yield return Finding.Warning(
                "key-waits", $"A new {word} key waits for the directory to list it.",
                $"Have the change published; if it is older than a week, run fedhub node keys rotate --use {word} again.");
        }
    }

    private static Finding LookAtCurrent<TKey>(KeyRing<TKey> ring, string word, ListedMember? listed, DateTimeOffset now)
        where TKey : IDisposable
    {
        var use = ring.Current.File.Use;
        var entry = KeyListing.Find(listed, use, ring.Current.PublicKey.Span);
        if (listed is not null && entry?.IsValidAt(now) != true)
        {
            return use == KeyUse.Witness && !listed.Keys.Any(key => key.Use == KeyUse.Witness)
                ? Finding.Warning("key-not-listed", "The directory lists no witness key of this node.", "Run fedhub node keys rotate --use witness and have the change published.")
                : Finding.Error(
                    "key-not-listed", $"The directory lists none of the {word} keys that this node holds: what it signs or is sent is refused.",
                    "Put back the key files that belong to this node, or have its descriptor admitted again.");
        }

        return entry?.ValidUntil - now < _warnBefore && ring.Prepared is null
            ? Finding.Warning(
                "key-ends", FormattableString.Invariant($"The {word} key in use counts until {entry!.ValidUntil:yyyy-MM-dd} and has no successor."),
                $"Run fedhub node keys rotate --use {word} and have the change published.")
            : Finding.Ok("key", $"The {word} key can be opened{(entry is null ? "" : " and is listed")}.");
    }
}
