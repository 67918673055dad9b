using FedHub.Cryptography.Match;

namespace FedHub.Node.Gateway;

/// <summary>What an answer to one slot came to.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Found">Tags found; empty unless the verdict is a hit.</param>
/// <param name="NeedsRefresh">Whether directory and manifests should be fetched again.</param>
internal sealed record SlotReading(SlotId Slot, SlotVerdict Verdict, IReadOnlyList<FoundTag> Found, bool NeedsRefresh = false);
