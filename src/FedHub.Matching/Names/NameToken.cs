namespace FedHub.Matching;

/// <summary>One word of a name, reduced to what survives transliteration.</summary>
/// <param name="Sound">Consonants and three vowel classes; null where the script writes no vowels.</param>
/// <param name="Skeleton">First-letter class and merged consonants; may be a single symbol.</param>
/// <param name="OtherReading">Skeleton of the second reading of an ambiguous letter, or null.</param>
/// <param name="Alternates">Other skeletons that the spelling allows, at most three.</param>
/// <param name="Letters">Its Latin letters, see <see cref="WordLetters.Of"/>; empty in other scripts.</param>
/// <param name="Text">As it was written, in lower case; for explanations only, no key is made of it.</param>
/// <param name="IsPatronymic">The word is built like a father's name.</param>
internal sealed record NameToken(string? Sound, string Skeleton, string? OtherReading, IReadOnlyList<string> Alternates, string Letters, string Text, bool IsPatronymic)
{
    /// <summary>Least length of a skeleton that stands for a word by itself: one symbol is shared by millions.</summary>
    public const int MinSkeleton = 2;

    /// <summary>This word and the next of the same part of the name as if written in one; null at the part's end and in other scripts than Latin.</summary>
    public NameToken? WithNext { get; init; }

    /// <summary>The sound with the other h, see <see cref="SoundForms.WithOtherH"/>; mostly the same as <see cref="Sound"/>.</summary>
    public string? OtherSound { get; init; }

    /// <summary>Stands in brackets: the name borne before, or after, a marriage.</summary>
    public bool IsAside { get; init; }

    /// <summary>The second reading is as likely as the first: in scripts without vowels, and of the Russian г.</summary>
    public bool IsOftenOther => OtherReading is not null && (Sound is null || OtherSound != Sound);

    public char Initial => Skeleton[0];

    /// <summary>This word and that one as one word, or null if the name does not have them side by side in one part.</summary>
    public NameToken? InOneWith(NameToken next) => WithNext is { } whole && whole.Letters == Letters + next.Letters ? whole : null;

    public bool StandsAlone => Skeleton.Length >= MinSkeleton;
}
