namespace FedHub.Protocol;

/// <summary>How bad a finding is; mirrors fedhub.common.v1.FindingSeverity number by number.</summary>
public enum FindingSeverity
{
    /// <summary>As it should be.</summary>
    Ok = 1,

    /// <summary>Could not be looked at.</summary>
    NotChecked = 2,

    /// <summary>Works now and will not for long, or works badly.</summary>
    Warning = 3,

    /// <summary>Does not work.</summary>
    Error = 4,
}
