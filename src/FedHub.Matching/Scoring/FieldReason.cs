namespace FedHub.Matching;

/// <summary>Why one field counts for or against a match, in words that hold no identifier.</summary>
/// <param name="Field">Field as people call it, for example <c>date of birth</c>.</param>
/// <param name="Agreement">Same, similar or different.</param>
/// <param name="Text">One clause in English, for example <c>year and month are the same, the day is not</c>.</param>
public sealed record FieldReason(string Field, Agreement Agreement, string Text);
