namespace FedHub.Node.Import;

/// <summary>A line that was not taken, or was taken with a warning.</summary>
/// <param name="Line">Line of the file, from 1; the header of a CSV file is line 1. 0 for the file as a whole.</param>
/// <param name="Column">The column's header; empty for the whole line.</param>
/// <param name="Reason">Why, without the value.</param>
/// <param name="Rejected">True when the line was not taken.</param>
public sealed record ImportFinding(long Line, string Column, string Reason, bool Rejected)
{
    /// <summary>For warnings: what it is about, in a word that is the same for all lines, to be counted by.</summary>
    public string Code { get; init; } = "";
}
