namespace FedHub.Cli.Log.Checking;

/// <summary>What is wrong with an opening.</summary>
/// <param name="Entry">Which entry, or the first of those concerned.</param>
/// <param name="IsProven">Whether something was served that contradicts the log, as opposed to not having been served.</param>
/// <param name="Text">In words.</param>
internal sealed record OpeningFinding(long Entry, bool IsProven, string Text);
