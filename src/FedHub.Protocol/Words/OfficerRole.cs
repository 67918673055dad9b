namespace FedHub.Protocol;

/// <summary>What an officer may do at the own national node.</summary>
public enum OfficerRole
{
    /// <summary>Searches.</summary>
    Investigator = 1,

    /// <summary>Approves officers and raises budgets.</summary>
    Supervisor = 2,

    /// <summary>Runs the node.</summary>
    Admin = 3,

    /// <summary>Decides disclosures that wait for a person.</summary>
    Reviewer = 4,

    /// <summary>Opens sealed search records of the own country.</summary>
    NationalAuditor = 5,

    /// <summary>The node itself, searching canaries only.</summary>
    SelfTest = 6,
}
