namespace FedHub.Hub;

/// <summary>As whom somebody reads the log.</summary>
internal enum LogReaderKind
{
    /// <summary>Without a certificate.</summary>
    Anybody,

    /// <summary>A member's node.</summary>
    Member,

    /// <summary>A country's auditor.</summary>
    NationalAuditor,

    /// <summary>The region's auditor.</summary>
    RegionalAuditor,
}
