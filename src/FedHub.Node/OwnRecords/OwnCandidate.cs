using FedHub.Node.Records;

namespace FedHub.Node.OwnRecords;

/// <summary>A record that a look-up met, read before the decision.</summary>
/// <param name="Record">Its content.</param>
/// <param name="ContentMac">Of the content, read first: a change in between is then told as one.</param>
internal sealed record OwnCandidate(StoredRecord Record, byte[]? ContentMac)
{
    public override string ToString() => $"OwnCandidate({Record.RowId})";
}
