namespace FedHub.Cli.Log;

/// <summary>What came of reading a log.</summary>
/// <param name="Size">Entries read.</param>
/// <param name="Root">RFC 6962 root over them, hex.</param>
/// <param name="Finding">What is wrong first; null when all is well.</param>
internal sealed record LogCheck(ulong Size, string Root, string? Finding);
