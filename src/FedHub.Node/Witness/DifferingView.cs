using FedHub.Cryptography.Match;

namespace FedHub.Node.Witness;

/// <summary>A member has seen a tree of the log that the hub does not prove to be of this node's history. No proof against either: people compare.</summary>
/// <param name="Member">Who said so, in a message that it signed.</param>
/// <param name="Size">The size of its tree.</param>
/// <param name="At">When it was compared.</param>
internal sealed record DifferingView(MemberId Member, long Size, DateTimeOffset At);
