namespace FedHub.Matching;

/// <summary>From a word to its token.</summary>
internal static class NameForms
{
    private const int MaxAlternates = 3;

    private static readonly string[] _patronymicEndings =
        ["ovic", "evic", "ovna", "evna", "icna", "ovit", "iuli", "uli", "kisi", "kizi", "ogli", "ovics"];

    public static NameToken Of(Word word)
    {
        var readings = SoundForms.Expand(word.Sounds);
        var skeleton = SoundForms.Skeleton(readings[0], word.IsVowelless);
        var alternates = new List<string>();
        foreach (var reading in word.Inner is null ? readings : [.. readings, SoundForms.Expand(word.Inner)[0]])
        {
            var variant = SoundForms.Skeleton(reading, word.IsVowelless);
            if (variant.Length >= NameToken.MinSkeleton && variant != skeleton && !alternates.Contains(variant, StringComparer.Ordinal) && alternates.Count < MaxAlternates)
            {
                alternates.Add(variant);
            }
        }

        var other = readings.Count > 1 && SoundForms.Skeleton(readings[1], word.IsVowelless) is { Length: >= NameToken.MinSkeleton } second && second != skeleton ? second : null;
        if (word.Joined is not null && SoundForms.Skeleton(SoundForms.Expand(word.Joined)[0]) is { Length: >= NameToken.MinSkeleton } joint && alternates.Count < MaxAlternates)
        {
            alternates.Add(joint);
        }

        var sound = word.IsVowelless ? null : SoundForms.Sound(readings[0]);
        return new NameToken(sound, skeleton, other, alternates, WordLetters.Of(word.Text), word.Text, word.IsFather || IsPatronymic(readings[0])) { OtherSound = OtherSound(word, sound), IsAside = word.IsAside };
    }

    /// <summary>Two Latin words as if written in one, or null where another script is among them.</summary>
    public static NameToken? InOne(Word first, Word second)
    {
        var text = first.Text + second.Text;
        var sounds = first.Sounds + second.Sounds;
        return WordLetters.Of(text).Length > 0 ? Of(new Word(sounds, IsVowelless: false, first.IsFamily, text)) : null;
    }

    private static string? OtherSound(Word word, string? sound)
    {
        var other = SoundForms.WithOtherH(word.Sounds);
        return sound is null || ReferenceEquals(other, word.Sounds) ? sound : SoundForms.Sound(SoundForms.Expand(other)[0]);
    }

    private static bool IsPatronymic(string sounds)
        => sounds.Length > 6 && Array.Exists(_patronymicEndings, e => sounds.EndsWith(e, StringComparison.Ordinal));
}
