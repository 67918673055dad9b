namespace FedHub.Protocol;

/// <summary>What an owner says of one record, to the asking node only.</summary>
public enum DisclosureOutcome
{
    /// <summary>Handle, category, allowed summary fields and desk.</summary>
    Disclosed = 1,

    /// <summary>Desk only.</summary>
    Referred = 2,

    /// <summary>A person decides until the due time.</summary>
    UnderReview = 3,

    /// <summary>Refused on a ground from the member's list.</summary>
    Refused = 4,

    /// <summary>No such record, or not at grade C.</summary>
    NoRecord = 5,

    /// <summary>The epoch ended meanwhile: search again.</summary>
    EpochEnded = 6,

    /// <summary>The slot's canary.</summary>
    Canary = 7,
}
