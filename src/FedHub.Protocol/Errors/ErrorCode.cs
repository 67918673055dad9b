namespace FedHub.Protocol;

/// <summary>Why an operation was refused or failed; mirrors fedhub.common.v1.ErrorCode number by number.</summary>
public enum ErrorCode
{
    /// <summary>The message breaks a size or shape rule.</summary>
    Malformed = 1,

    /// <summary>A signature is missing, unknown, revoked or wrong.</summary>
    SignatureInvalid = 2,

    /// <summary>The investigator's credential is missing, expired, revoked or lacks the purpose.</summary>
    CredentialInvalid = 3,

    /// <summary>The caller is not the member that it says it is, or is no member.</summary>
    NotAMember = 4,

    /// <summary>The caller is a member but suspended.</summary>
    Suspended = 5,

    /// <summary>The query's lifetime has ended.</summary>
    Expired = 6,

    /// <summary>The query was made in the future: somebody's clock is wrong.</summary>
    ClockSkew = 7,

    /// <summary>The lifetime is longer than allowed.</summary>
    LifetimeTooLong = 8,

    /// <summary>The same query id came before with other content.</summary>
    Replayed = 9,

    /// <summary>The receiver's directory version differs; the detail names it.</summary>
    DirectoryStale = 10,

    /// <summary>A part's bytes are not those that were signed.</summary>
    PartDigestMismatch = 11,

    /// <summary>The log proof is missing or wrong.</summary>
    LogProofInvalid = 12,

    /// <summary>The receiver needs a consistency proof from the state named.</summary>
    LogProofNeeded = 13,

    /// <summary>The log showed two histories.</summary>
    LogForked = 14,

    /// <summary>The slot does not exist.</summary>
    UnknownSlot = 15,

    /// <summary>The epoch has ended or is unknown; the detail names the current one.</summary>
    EpochUnknown = 16,

    /// <summary>The rule set is neither the one in force nor the next.</summary>
    RuleSetMismatch = 17,

    /// <summary>The owner's policy does not admit this origin, agency or purpose.</summary>
    NotAdmitted = 18,

    /// <summary>A budget is used up; the detail says when to retry.</summary>
    OverBudget = 19,

    /// <summary>The sealed part could not be opened.</summary>
    SealInvalid = 20,

    /// <summary>A blinded element is not a canonical, non-identity group element.</summary>
    ElementInvalid = 21,

    /// <summary>The disclosure names no query answered here, or more keys than were asked.</summary>
    DisclosureUnknownQuery = 22,

    /// <summary>The thing asked for does not exist or is not for this caller.</summary>
    NotFound = 23,

    /// <summary>The state does not allow the operation.</summary>
    FailedPrecondition = 24,

    /// <summary>The receiver is overloaded or shutting down.</summary>
    Unavailable = 25,

    /// <summary>The caller lacks the role.</summary>
    RoleMissing = 26,

    /// <summary>The input is well-formed but not acceptable; the message says what and what to do.</summary>
    InvalidInput = 27,
}
