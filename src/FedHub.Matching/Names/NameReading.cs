namespace FedHub.Matching;

/// <summary>A name, read: its words with the family name first where that is known, all its Latin letters sorted, and the scripts that could not be read.</summary>
internal sealed record NameReading(IReadOnlyList<NameToken> Tokens, string Letters, IReadOnlyList<string> UnreadScripts, bool WasCut);
