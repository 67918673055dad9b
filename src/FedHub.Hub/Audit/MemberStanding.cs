namespace FedHub.Hub;

/// <summary>How a member stands in one directory.</summary>
internal enum MemberStanding
{
    /// <summary>Not in it.</summary>
    NotListed,

    /// <summary>Listed, and neither asks nor answers.</summary>
    Suspended,

    /// <summary>Listed.</summary>
    Active,
}
