using FedHub.Transparency;

namespace FedHub.Protocol;

/// <summary>What a log's refusals and stops mean to whoever runs the process that keeps it, and what to do.</summary>
public static class LogWords
{
    private const string Keep = "Keep the whole data directory as it is and tell the auditors.";

    /// <summary>Why a log does not start.</summary>
    /// <param name="refusal">Why.</param>
    /// <param name="keeper"><c>hub</c> or <c>node</c>.</param>
    public static string Of(SequencerRefusal refusal, string keeper) => refusal switch
    {
        SequencerRefusal.NotInitialized => $"The database has no log. Run 'fedhub {keeper} init', or name the right data directory.",
        SequencerRefusal.WrongOrigin => "The database has another log than keys/log.key and the configuration say. Name the files that belong together.",
        SequencerRefusal.WrongKey => "The log was signed with another key than keys/log.key. Name the files that belong together.",
        SequencerRefusal.EntriesMissing => "The database has fewer log entries than its last checkpoint covers: it lost some. " + Keep,
        SequencerRefusal.TreeDamaged => "The entries and tiles of the log do not lead to its last checkpoint: the database was damaged or altered. " + Keep,
        SequencerRefusal.PublishedAhead => "A newer checkpoint of this log was published than the database knows: it is a restored backup, or a copy. It must not go on. " + Keep,
        SequencerRefusal.PublishedDiffers => "A checkpoint of this log was published that contradicts the database. It must not go on. " + Keep,
        _ => "The log does not start.",
    };

    /// <summary>Why a log has stopped.</summary>
    /// <param name="stop">Why.</param>
    /// <param name="keeper"><c>hub</c> or <c>node</c>.</param>
    public static string Of(SequencerStop stop, string keeper) => stop switch
    {
        SequencerStop.EntryDamaged => "A log entry that was read back is not the one that was acknowledged. " + Keep,
        SequencerStop.RootsDisagree => $"Two ways to compute the log's root gave two roots: memory or processor are not to be trusted. Start the {keeper} on another machine.",
        SequencerStop.SignatureBroken => $"A signature of the log that was just made does not verify: memory or processor are not to be trusted. Start the {keeper} on another machine.",
        SequencerStop.HeadMoved => $"Somebody else wrote to this log. Make sure that one {keeper} runs on this database. " + Keep,
        SequencerStop.TileDiffers => "A tile of the log is stored with other hashes: the database was damaged or altered. " + Keep,
        SequencerStop.OutcomeUnknown => $"A write to the log ended with its outcome unknown. Check the disk, then start the {keeper} again.",
        SequencerStop.WitnessAhead => "A member has seen a newer checkpoint of this log than the database knows: it is a restored backup, or a copy, and must never sign again. " + Keep,
        SequencerStop.WitnessDiffers => "A member has seen a checkpoint of this log that contradicts the database. It must never sign again. " + Keep,
        _ => "The log stopped.",
    };
}
