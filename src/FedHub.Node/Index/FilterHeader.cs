using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Node.Index;

/// <summary>What the first 64 bytes of a filter file say.</summary>
/// <param name="TagBits">Bits of a truncated tag, 34 to 64.</param>
/// <param name="HasLabels">Whether each entry carries a 24-bit label.</param>
/// <param name="Epoch">Epoch.</param>
/// <param name="Number">0 for the base, then the delta's number.</param>
/// <param name="EntryCount">Entries.</param>
/// <param name="Binding">SHA-256 of the encoded slot and epoch.</param>
public sealed record FilterHeader(int TagBits, bool HasLabels, EpochNumber Epoch, uint Number, long EntryCount, Digest Binding);
