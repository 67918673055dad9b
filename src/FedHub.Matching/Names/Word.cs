namespace FedHub.Matching;

/// <summary>A word of a name on its way to a token.</summary>
/// <param name="Sounds">Sounds with ambiguous ones as upper-case letters.</param>
/// <param name="IsVowelless">Written in a script that leaves short vowels out.</param>
/// <param name="IsFamily">Stands before the comma or in the field of the family name.</param>
/// <param name="Text">As it was written, in lower case; for explanations only, no key is made of it.</param>
/// <param name="Inner">Sounds without a prefix that some spellings omit, or null.</param>
/// <param name="Joined">Sounds together with the next word, which some spellings write as one, or null.</param>
internal sealed record Word(string Sounds, bool IsVowelless, bool IsFamily, string Text, string? Inner = null, string? Joined = null)
{
    public bool IsTitle => NameWords.IsTitle(Sounds);

    /// <summary>Son or daughter of the word before.</summary>
    public bool IsChildOf => NameWords.IsChildOf(Sounds);

    /// <summary>A father's name by the word after it; its ending may tell as well.</summary>
    public bool IsFather { get; init; }

    /// <summary>Stands in brackets: the name borne before, or after, a marriage.</summary>
    public bool IsAside { get; init; }

    public bool IsParticle => NameWords.IsParticle(Sounds);
}
