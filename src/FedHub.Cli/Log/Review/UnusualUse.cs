namespace FedHub.Cli.Log.Review;

/// <summary>Something in the log that a person should look at. It is no proof of anything.</summary>
/// <param name="Section">What kind of thing.</param>
/// <param name="Who">Member and officer, or member.</param>
/// <param name="Count">How often.</param>
/// <param name="Text">In words.</param>
/// <param name="Queries">Queries to look at first, at most ten.</param>
internal sealed record UnusualUse(string Section, string Who, long Count, string Text, IReadOnlyList<string> Queries);
