using FedHub.Cryptography.Match;
using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>What the hub asks of a verified manifest before it takes files.</summary>
internal static class FilterRules
{
    private const int HeaderBytes = 64;
    private const int LabelBytes = 3;

    private static readonly TimeSpan _maxEpoch = TimeSpan.FromDays(92);

    internal static Refusal? Check(Manifest manifest, HubLimits limits, DateTimeOffset now)
    {
        if (manifest.ValidUntil <= now)
        {
            return new Refusal(ErrorCode.Expired, "The manifest's epoch has ended.");
        }

        if (manifest.ValidUntil - manifest.ValidFrom > _maxEpoch || manifest.ValidFrom > now + _maxEpoch)
        {
            return new Refusal(ErrorCode.LifetimeTooLong, "An epoch lasts at most 92 days and begins within 92 days.");
        }

        foreach (var file in manifest.Files)
        {
            if (file.SizeBytes > limits.FilterFileBytes)
            {
                return new Refusal(ErrorCode.InvalidInput, "A file is larger than this hub takes; its operator can raise limits.filterFileBytes.");
            }

            // Else the ceiling of the slot could be passed by a file that holds more than it says.
            if (file.SizeBytes != SizeOf(manifest, file.EntryCount))
            {
                return new Refusal(ErrorCode.InvalidInput, "A file's size does not fit its number of entries.");
            }
        }

        return null;
    }

    private static long SizeOf(Manifest manifest, long entryCount)
    {
        var entryBytes = ((manifest.TagBits + 7) / 8) + (manifest.Slot.Class == IdentifierClass.Name ? LabelBytes : 0);
        return HeaderBytes + (entryCount * entryBytes);
    }
}
