namespace FedHub.Hub;

/// <summary>How the hub is.</summary>
internal sealed record HubStatusReport(
    string SoftwareVersion,
    ulong DirectoryVersion,
    DateTimeOffset? DirectoryExpiresAt,
    long LogSize,
    int OpenQueryCount,
    LogHealth Log,
    IReadOnlyList<MemberStatusLine> Members);
