namespace FedHub.Cli.Log.Answers;

/// <summary>How two logs do not agree about one answer.</summary>
internal enum AnswerFindingKind
{
    /// <summary>The hub has an answer of the country that the node's log lacks, although it goes on after it.</summary>
    MissingAtNode,

    /// <summary>Both have an answer, under other digests.</summary>
    OtherDigest,

    /// <summary>The hub has a second entry for an answer that it has logged before.</summary>
    AnsweredTwice,

    /// <summary>The node says that it relied on an entry of the hub's log that is about something else.</summary>
    OtherEntry,

    /// <summary>The node answered, and nothing of it is in the hub's log although it could not come any more.</summary>
    MissingAtHub,

    /// <summary>The node refused something that the hub's log does not have at all.</summary>
    NeverLogged,
}
