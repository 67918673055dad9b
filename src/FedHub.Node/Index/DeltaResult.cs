using FedHub.Cryptography.Match;

namespace FedHub.Node.Index;

/// <summary>What a delta changes.</summary>
/// <param name="Row">The epoch with its new file, yet under its old manifest.</param>
/// <param name="Tags">New rows of the index.</param>
/// <param name="Crowded">Tags of sixteenth records under whose key further ones lie.</param>
internal sealed record DeltaResult(EpochRow Row, IReadOnlyList<TagRow> Tags, IReadOnlyList<Tag> Crowded);
