namespace FedHub.Matching;

/// <summary>A key that two rows have in common, without its value.</summary>
/// <param name="Kind">The rule that made it, for example <c>full.ymd</c>.</param>
/// <param name="Weight">What it adds to the sum.</param>
public sealed record MetKey(string Kind, double Weight);
