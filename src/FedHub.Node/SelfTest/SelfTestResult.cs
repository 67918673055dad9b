using FedHub.Cryptography.Match;

namespace FedHub.Node.SelfTest;

/// <summary>What one slot's canary said.</summary>
/// <param name="Slot">Slot.</param>
/// <param name="Passed">True when found and answered as the canary; null when it could not be tried.</param>
/// <param name="Message">Why not.</param>
internal sealed record SelfTestResult(SlotId Slot, bool? Passed, string Message);
