namespace FedHub.Protocol;

/// <summary>Whose asking a budget bounds.</summary>
public enum BudgetScope
{
    /// <summary>One officer of a member.</summary>
    Investigator = 1,

    /// <summary>One agency of a member.</summary>
    Agency = 2,

    /// <summary>A whole member.</summary>
    Member = 3,

    /// <summary>A node that searches canaries.</summary>
    SelfTest = 4,

    /// <summary>One officer's bulk screenings.</summary>
    BulkInvestigator = 5,

    /// <summary>One agency's bulk screenings.</summary>
    BulkAgency = 6,

    /// <summary>A whole member's bulk screenings.</summary>
    BulkMember = 7,
}
