namespace FedHub.Transparency;

/// <summary>What an entry of the log is about. The numbers are in payloads for ever and are never used again.</summary>
public enum AuditKind
{
    /// <summary>Not a kind.</summary>
    None = 0,

    /// <summary>A query was accepted by the hub.</summary>
    QuerySubmitted = 1,

    /// <summary>A node answered one slot, or refused.</summary>
    AnswerDelivered = 2,

    /// <summary>A disclosure request was accepted by the hub.</summary>
    DisclosureRequested = 3,

    /// <summary>An owner answered a disclosure request.</summary>
    DisclosureAnswered = 4,

    /// <summary>A node published a manifest or a delta.</summary>
    ManifestPublished = 5,

    /// <summary>A version of the directory was published.</summary>
    DirectoryPublished = 6,

    /// <summary>A member was admitted.</summary>
    MemberAdmitted = 7,

    /// <summary>A member was suspended.</summary>
    MemberSuspended = 8,

    /// <summary>A node issued a credential to an investigator.</summary>
    CredentialIssued = 9,

    /// <summary>A credential was revoked.</summary>
    CredentialRevoked = 10,

    /// <summary>A member changed who may ask what for which purpose.</summary>
    PolicyChanged = 11,

    /// <summary>A query was refused because a budget was used up.</summary>
    BudgetRefused = 12,

    /// <summary>An administrator did something that others should be able to see.</summary>
    AdministratorAction = 13,

    /// <summary>A sealed letter passed between two members; only that it did.</summary>
    MessageRelayed = 14,

    /// <summary>The log's signing key or trust policy changed.</summary>
    LogKeyChanged = 15,

    /// <summary>An authenticated member's attempt was refused.</summary>
    AttemptRefused = 16,

    /// <summary>How many unauthenticated or malformed attempts a peer made in one minute for one reason.</summary>
    AttemptsSummarized = 17,

    /// <summary>Payloads were erased at the end of their retention.</summary>
    PayloadsErased = 18,

    /// <summary>An asker took back what was not delivered of a query.</summary>
    QueryCancelled = 19,

    /// <summary>In a node's own log: it answered one slot of a query, or refused.</summary>
    SlotAnswered = 20,

    /// <summary>In a node's own log: it answered a disclosure request, or refused.</summary>
    DisclosureReplied = 21,

    /// <summary>In a node's own log: it took a letter, so that the hub may drop it.</summary>
    LetterTaken = 22,
}
