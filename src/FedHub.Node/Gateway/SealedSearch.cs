namespace FedHub.Node.Gateway;

/// <summary>A sealed search record as it is kept.</summary>
/// <param name="QueryId">16 bytes.</param>
/// <param name="Officer">The pseudonym.</param>
/// <param name="CreatedAtMs">When the search was prepared, Unix milliseconds.</param>
/// <param name="Sealed">Sealed to the national auditor's key.</param>
internal sealed record SealedSearch(byte[] QueryId, string Officer, long CreatedAtMs, byte[] Sealed);
