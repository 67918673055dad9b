namespace FedHub.Matching;

/// <summary>The evidence that the keys common to search and record give.</summary>
/// <param name="Sum">Sum of the weights of distinct (kind, value) pairs.</param>
/// <param name="Grade">Highest grade whose threshold the sum reaches.</param>
/// <param name="Reasons">Field by field, strongest field first.</param>
public sealed record MatchScore(double Sum, Grade Grade, IReadOnlyList<FieldReason> Reasons);
