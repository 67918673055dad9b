using FedHub.Cryptography.Match;

namespace FedHub.Node.Screenings;

/// <summary>How far a row of a screening is.</summary>
/// <param name="QueryId">The newest search that was signed for it; null while there is none.</param>
/// <param name="IsAsked">Whether that search runs or was logged.</param>
internal readonly record struct ScreenedRow(QueryId? QueryId, bool IsAsked);
