namespace FedHub.Matching;

/// <summary>A name, read: its words with the family name first where that is known, all its Latin letters sorted, and the scripts that could not be read.</summary>
internal sealed record NameReading(IReadOnlyList<NameToken> Tokens, string Letters, IReadOnlyList<string> UnreadScripts, bool WasCut)
{
    /// <summary>A word of it stood for a name that is not known, and was left out.</summary>
    public bool HasPlaceholder { get; init; }

    /// <summary>Letters were lost before it came here, in a wrong encoding.</summary>
    public bool HasLostLetters { get; init; }

    /// <summary>One word, or the half of a name whose other half was not read: it never says as much as a whole name.</summary>
    public bool IsPart => Tokens.Count == 1 || UnreadScripts.Count > 0;
}
