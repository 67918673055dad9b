using FedHub.Cryptography;

namespace FedHub.Hub;

/// <summary>What a check of the whole log found.</summary>
/// <param name="Size">Entries read.</param>
/// <param name="Root">RFC 6962 root over them.</param>
/// <param name="Finding">What is wrong first; null when all is well.</param>
internal sealed record LogCheck(long Size, Digest Root, string? Finding);
