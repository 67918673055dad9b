namespace FedHub.Matching;

/// <summary>First parts of the kinds of name keys; the form of the date follows after a dot.</summary>
internal static class NameKeyKinds
{
    /// <summary>All words of the name, their sounds equal.</summary>
    public const string Full = "full";

    /// <summary>All letters of the name, sorted: blind to order, spacing and transposed letters. Latin script only.</summary>
    public const string Letters = "letters";

    /// <summary>All consonants of the name, sorted: blind to order and spacing.</summary>
    public const string Bag = "bag";

    /// <summary>One word, its sound equal.</summary>
    public const string Sound = "fold";

    /// <summary>One word of a name of two at most, its long skeleton equal.</summary>
    public const string HalfSkeleton = "bone";

    /// <summary>One word of a name of two at most, its letters equal in any order. Latin script only, as the next.</summary>
    public const string HalfLetters = "spell";

    /// <summary>One word of a name of two at most, its first four letters equal.</summary>
    public const string HalfBeginning = "head";

    /// <summary>One word of a name of two at most, its first five letters equal.</summary>
    public const string HalfStem = "stem";

    /// <summary>One word, its skeleton equal.</summary>
    public const string Skeleton = "skel";

    /// <summary>Skeleton of the rarest word and first letter of another.</summary>
    public const string Initial = "init";

    /// <summary>Beginnings of two words.</summary>
    public const string Beginnings = "pre";

    /// <summary>Ends of two words.</summary>
    public const string Ends = "suf";

    /// <summary>Skeletons of two words, with part of the date.</summary>
    public const string Pair = "pair";
}
