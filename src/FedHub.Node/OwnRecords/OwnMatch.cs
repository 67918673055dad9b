using FedHub.Node.Gateway;
using FedHub.Node.Responder;

namespace FedHub.Node.OwnRecords;

/// <summary>A record that is shown, or spoken of, to an officer of the own country.</summary>
/// <param name="Shown">What the officer sees.</param>
/// <param name="Verdict">What the log of disclosures says of it.</param>
/// <param name="Handle">What both call it; null when nothing is released.</param>
internal sealed record OwnMatch(MatchedRecord Shown, RecordVerdict Verdict, byte[]? Handle)
{
    public override string ToString() => $"OwnMatch({Verdict.Outcome})";
}
