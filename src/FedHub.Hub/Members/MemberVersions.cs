using System.Collections.Concurrent;
using FedHub.Cryptography.Match;

namespace FedHub.Hub;

/// <summary>Which software each member's node runs, as it says when it opens its stream. In memory: every node says it again after a restart.</summary>
internal sealed class MemberVersions
{
    private const int MaxLength = 64;

    private readonly ConcurrentDictionary<MemberId, string> _versions = new();

    /// <summary>Takes what a node says. Anything that is not a short line of printable ASCII counts as unknown.</summary>
    internal void Saw(MemberId member, string version) =>
        _versions[member] = version.Length is > 0 and <= MaxLength && !version.AsSpan().ContainsAnyExceptInRange(' ', '~') ? version : "unknown";

    /// <summary>The version of a member; null when it has not connected since the start.</summary>
    internal string? Of(MemberId member) => _versions.GetValueOrDefault(member);

    /// <summary>All versions but one, each once, in order.</summary>
    internal IReadOnlyList<string> Except(string version) =>
        [.. _versions.Values.Distinct(StringComparer.Ordinal).Where(other => !string.Equals(other, version, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
