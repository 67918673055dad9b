using FedHub.Matching;

namespace FedHub.Cli.Match;

/// <summary>A row of an admin's own file.</summary>
/// <param name="Line">Where the row ends in the file, from 1.</param>
/// <param name="Id">Its id in the file.</param>
/// <param name="Subject">What it says of the person.</param>
/// <param name="DateRemark">What is wrong with its date of birth, or null.</param>
/// <param name="ExpectedId">The record it is known to mean; empty if none, null if the file has no such column.</param>
internal sealed record PersonRow(int Line, string Id, MatchSubject Subject, string? DateRemark, string? ExpectedId)
{
    /// <summary>The line only: the row is about a person.</summary>
    public override string ToString() => $"PersonRow({Line})";
}
