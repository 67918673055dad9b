namespace FedHub.Transparency;

/// <summary>Where openings are beside a log's tiles: <c>openings/&lt;index&gt;[.p/&lt;width&gt;]</c>, numbered as the bundles of entries are.</summary>
public static class OpeningsPath
{
    private const string Prefix = "openings/";
    private const string EntriesPrefix = "tile/entries/";

    /// <summary>The path below the log's prefix.</summary>
    public static string Of(BundleId bundle) => string.Concat(Prefix, bundle.ToString().AsSpan(EntriesPrefix.Length));

    /// <summary>Reads a path; false for any text that <see cref="Of"/> does not give.</summary>
    public static bool TryParse(string? path, out BundleId bundle)
    {
        bundle = default;
        return path is not null
            && path.StartsWith(Prefix, StringComparison.Ordinal)
            && BundleId.TryParse(string.Concat(EntriesPrefix, path.AsSpan(Prefix.Length)), out bundle);
    }
}
