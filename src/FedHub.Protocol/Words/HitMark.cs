namespace FedHub.Protocol;

/// <summary>What an investigator found out about a hit.</summary>
public enum HitMark
{
    /// <summary>It is the person or thing searched.</summary>
    Confirmed = 1,

    /// <summary>It is another.</summary>
    Wrong = 2,

    /// <summary>It cannot be said.</summary>
    Unclear = 3,
}
