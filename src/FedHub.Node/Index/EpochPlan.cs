using FedHub.Node.Configuration;

namespace FedHub.Node.Index;

/// <summary>What the epoch settings mean in times and counts.</summary>
internal sealed class EpochPlan(EpochSettings settings, int threads)
{
    // A manifest names at most 512 files.
    private const int MostDeltas = 500;
    private const int DeltasWhenImmediate = 168;

    internal TimeSpan Lifetime { get; } = TimeSpan.FromHours(settings.Hours);

    /// <summary>How long two epochs of a slot are accepted.</summary>
    internal TimeSpan Overlap { get; } = TimeSpan.FromHours(Math.Min(settings.OverlapHours, settings.Hours / 2));

    internal TimeSpan DeltaInterval { get; } = TimeSpan.FromMinutes(settings.DeltaMinutes);

    internal bool IsImmediate => DeltaInterval == TimeSpan.Zero;

    /// <summary>Deltas that one epoch can have; tags are long enough for all of them.</summary>
    internal int MaxDeltaCount { get; } = settings.DeltaMinutes == 0
        ? DeltasWhenImmediate
        : Math.Clamp(settings.Hours * 60 / settings.DeltaMinutes, 1, MostDeltas);

    internal int Threads { get; } = threads == 0 ? Environment.ProcessorCount : threads;

    /// <summary>The next delta after one that was due: at a fixed rhythm, whether or not anything was imported.</summary>
    internal DateTimeOffset NextDelta(DateTimeOffset due, DateTimeOffset now)
    {
        if (IsImmediate || now < due)
        {
            return due;
        }

        var missed = (now - due).Ticks / DeltaInterval.Ticks;
        return due + (DeltaInterval * (missed + 1));
    }
}
