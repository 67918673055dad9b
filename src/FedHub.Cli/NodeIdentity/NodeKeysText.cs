using FedHub.Node.Keys;

namespace FedHub.Cli.NodeIdentity;

/// <summary>Keys in lines of text.</summary>
internal static class NodeKeysText
{
    public static IEnumerable<string> Lines(IReadOnlyList<HeldKey> keys)
    {
        yield return $"{"use",-8} {"state",-9} {"key",-32} {"listed",-45} file";
        foreach (var key in keys)
        {
            yield return $"{Word(key.Use),-8} {Word(key.Standing),-9} {key.Id} {Listed(key),-45} {key.File}".TrimEnd();
        }
    }

    public static IEnumerable<string> Lines(KeyChange change, string file)
    {
        yield return $"{Word(change.Use)} key {change.OldKey} is to be followed by {change.NewKey}.";
        yield return change.OldUntil is { } until
            ? FormattableString.Invariant($"The old key counts until {until:yyyy-MM-dd HH:mm} UTC and is wiped then.")
            : "The old key counts no more from the next directory on, and is wiped then.";
        yield return $"Give {file} to the federation's administrator: fedhub federation admit --change.";
        yield return "Compare by voice: " + change.Fingerprint;
    }

    public static IEnumerable<string> Lines(TouchedByKey touched)
    {
        var until = touched.Key.RetiredAt is { } retired ? FormattableString.Invariant($"until {retired:yyyy-MM-dd HH:mm:ss} UTC") : "and is in use";
        yield return FormattableString.Invariant($"{Word(touched.Key.Use)} key {touched.Key.Id} was in use from {touched.Key.ActivatedAt:yyyy-MM-dd HH:mm:ss} UTC {until}.");
        yield return FormattableString.Invariant(
            $"{touched.Queries.Count} own queries, {touched.Answers.Count} queries of others, {touched.Disclosures.Count} disclosures; the hub's log has those that are no longer kept here.");
        foreach (var (kind, message) in Messages(touched))
        {
            yield return FormattableString.Invariant($"{kind,-10} {message.At:yyyy-MM-dd HH:mm:ss} {message.QueryId} {message.Origin}").TrimEnd();
        }
    }

    internal static IEnumerable<(string Kind, TouchedMessage Message)> Messages(TouchedByKey touched) =>
        touched.Queries.Select(message => ("query", message))
            .Concat(touched.Answers.Select(message => ("answer", message)))
            .Concat(touched.Disclosures.Select(message => ("disclosure", message)));

    internal static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Listed(HeldKey key) => key.Listed switch
    {
        null => key.Used?.WipedAt is { } wiped ? FormattableString.Invariant($"wiped {wiped:yyyy-MM-dd HH:mm}") : "not in the directory",
        { ValidUntil: { } until } listed => FormattableString.Invariant($"{listed.ValidFrom:yyyy-MM-dd HH:mm} to {until:yyyy-MM-dd HH:mm} UTC"),
        var listed => FormattableString.Invariant($"from {listed.ValidFrom:yyyy-MM-dd HH:mm} UTC"),
    };
}
