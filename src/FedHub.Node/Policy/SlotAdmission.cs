using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Node.Policy;

/// <summary>Who may ask a slot and why, as its manifest says it.</summary>
/// <param name="Member">Member admitted.</param>
/// <param name="Purposes">In the order of their numbers.</param>
/// <param name="Agencies">In ordinal order; empty means all of the member's.</param>
public sealed record SlotAdmission(MemberId Member, IReadOnlyList<Purpose> Purposes, IReadOnlyList<string> Agencies);
