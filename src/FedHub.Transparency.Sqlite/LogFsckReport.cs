using System.Collections.Immutable;
using FedHub.Cryptography;

namespace FedHub.Transparency.Sqlite;

/// <summary>What came of reading a whole log in its database.</summary>
/// <param name="Count">Entries that were read, published or not.</param>
/// <param name="Root">The root over all of them.</param>
/// <param name="Published">The head; null when nothing was ever published.</param>
/// <param name="CheckpointCount">Checkpoints ever signed, each held against the tree of its size.</param>
/// <param name="ErasedCount">Entries whose payload was erased.</param>
/// <param name="Findings">What is wrong, in the order of the entries; at most <see cref="SqliteLogFsck.MaxFindings"/>.</param>
public sealed record LogFsckReport(
    long Count, Digest Root, TreeHead? Published, long CheckpointCount, long ErasedCount, ImmutableArray<string> Findings)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsWhole => Findings.IsEmpty;
}
