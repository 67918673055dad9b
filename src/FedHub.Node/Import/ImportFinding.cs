namespace FedHub.Node.Import;

/// <summary>A line that was not taken, or was taken with a warning.</summary>
/// <param name="Line">Line of the file, from 1; the header is line 1.</param>
/// <param name="Column">The column's header; empty for the whole line.</param>
/// <param name="Reason">Why, without the value.</param>
/// <param name="Rejected">True when the line was not taken.</param>
public sealed record ImportFinding(long Line, string Column, string Reason, bool Rejected);
