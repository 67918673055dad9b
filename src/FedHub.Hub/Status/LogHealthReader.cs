namespace FedHub.Hub;

/// <summary>Looks at the log for status and doctor.</summary>
internal sealed class LogHealthReader(PublishedLog log, WitnessedLog witnessed, DirectoryPublisher directories)
{
    internal LogHealth Read() => new(
        log.Key.Name.ToString(),
        log.Sequencer.Published.Head,
        witnessed.Size,
        witnessed.AsksForQuorum,
        log.MaySign,
        log.MaySign ? [] : log.MissingWitnesses,
        witnessed.BehindSince,
        witnessed.IsAlarm,
        directories.WaitingVersion);
}
