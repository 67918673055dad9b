namespace FedHub.Matching;

/// <summary>Words for the kinds of keys that met.</summary>
internal static class ScoreReasons
{
    public static IReadOnlyList<FieldReason> Explain(IReadOnlyCollection<(string Kind, string Value)> common)
        => [.. common.Select(k => k.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(kind => new FieldReason(kind, Agreement.Same, "the same"))];
}
