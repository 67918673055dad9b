namespace FedHub.Transparency;

/// <summary>What is wrong with a policy.</summary>
/// <param name="Line">Where, from 1; 0 for the whole.</param>
/// <param name="Message">What, and what would be right.</param>
public sealed record TrustPolicyError(int Line, string Message);
