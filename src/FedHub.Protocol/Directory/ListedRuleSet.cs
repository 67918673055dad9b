using FedHub.Cryptography;

namespace FedHub.Protocol;

/// <summary>A rule set that members may use.</summary>
/// <param name="Version">Number in the encoding.</param>
/// <param name="Hash">SHA-256 of the rules.</param>
public sealed record ListedRuleSet(byte Version, Digest Hash);
