using System.Collections.Immutable;

namespace FedHub.Transparency;

/// <summary>What a receipt proves.</summary>
/// <param name="Fault">Why it proves nothing; <see cref="ReceiptFault.None"/> when the entry is in the log.</param>
/// <param name="Origin">The log that signed; null when none did.</param>
/// <param name="Index">The entry's place; meaningful without a fault.</param>
/// <param name="TreeSize">The size of the tree that the proof leads to; meaningful without a fault.</param>
/// <param name="Witnesses">Who cosigned.</param>
public sealed record ReceiptVerdict(ReceiptFault Fault, string? Origin, long Index, long TreeSize, ImmutableArray<WitnessSeen> Witnesses)
{
    /// <summary>Whether the entry is in the log, as far as the policy's log and quorum are trusted.</summary>
    public bool IsProven => Fault == ReceiptFault.None;

    internal static ReceiptVerdict Refused(ReceiptFault fault) => new(fault, null, 0, 0, []);
}
