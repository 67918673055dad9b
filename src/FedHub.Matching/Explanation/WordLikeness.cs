namespace FedHub.Matching;

/// <summary>How one word of a name is like one of another, from the closest down.</summary>
public enum WordLikeness
{
    /// <summary>Written alike but for capitals, marks and a space within.</summary>
    SameSpelling,

    /// <summary>Written otherwise, sounds the same: keys of words meet.</summary>
    SameSound,

    /// <summary>The consonants agree, perhaps by another reading of a letter: keys of skeletons meet.</summary>
    SameConsonants,

    /// <summary>One sound is changed, missing, added, or two have changed places: no key of the whole word meets.</summary>
    OneSlip,

    /// <summary>The first four sounds agree.</summary>
    SameBeginning,

    /// <summary>Only the first letter agrees.</summary>
    SameInitial,

    /// <summary>The other name has no such word.</summary>
    Alone,
}
