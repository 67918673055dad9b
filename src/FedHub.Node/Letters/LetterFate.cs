namespace FedHub.Node.Letters;

/// <summary>What became of a letter's content.</summary>
internal enum LetterFate
{
    /// <summary>It was carried out, or was before.</summary>
    Taken,

    /// <summary>It fits nothing that is held here; it never will.</summary>
    SaysNothing,

    /// <summary>What it is about is not here yet; it is to come again.</summary>
    NotYet,
}
