using FedHub.Cryptography.Match;

namespace FedHub.Protocol;

/// <summary>Who may ask a slot, and why.</summary>
/// <param name="Member">The member admitted.</param>
/// <param name="Purposes">For these purposes.</param>
/// <param name="Agencies">For these agencies; empty means all of the member's.</param>
public sealed record ManifestAdmission(MemberId Member, IReadOnlyList<Purpose> Purposes, IReadOnlyList<string> Agencies)
{
    /// <summary>Whether queries of bulk screenings are admitted too.</summary>
    public bool IsBulk { get; init; }
}
