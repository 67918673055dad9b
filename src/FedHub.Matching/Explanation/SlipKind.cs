namespace FedHub.Matching;

/// <summary>What happened between one text and another.</summary>
internal enum SlipKind
{
    /// <summary>Nothing, or more than one slip.</summary>
    None,

    /// <summary>One character is another.</summary>
    Changed,

    /// <summary>A character of the one is missing in the other.</summary>
    Missing,

    /// <summary>The other has a character more.</summary>
    Added,

    /// <summary>Two neighbours have changed places.</summary>
    Swapped,

    /// <summary>The one is the beginning of the other.</summary>
    Beginning,

    /// <summary>The one is the end of the other.</summary>
    End,

    /// <summary>The other is the beginning of the one.</summary>
    OtherIsBeginning,

    /// <summary>The other is the end of the one.</summary>
    OtherIsEnd,
}
