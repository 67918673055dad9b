using FedHub.Contracts.Node.V1;
using FedHub.Protocol;

namespace FedHub.Cli.NodeAdmin;

/// <summary>A node's state in lines of text.</summary>
internal static class NodeText
{
    public static IEnumerable<string> Lines(GetStatusResponse status)
    {
        yield return $"member       {status.Member}, software {status.SoftwareVersion}";
        yield return status.HubConnected ? $"hub          connected since {Time(status.HubSinceMs)}" : $"hub          NOT CONNECTED since {Time(status.HubSinceMs)}";
        yield return status.DirectoryVersion == 0 ? "directory    NONE HELD" : $"directory    version {status.DirectoryVersion}, expires {Time(status.DirectoryExpiresAtMs)}";
        if (status.RefusedDirectoryVersion != 0)
        {
            yield return $"directory    REFUSED: version {status.RefusedDirectoryVersion} was not witnessed by a majority of the members: fedhub node doctor";
        }

        yield return status.Log.Forked
            ? $"log          FORKED: the hub's log signed two histories; nothing is answered. Evidence: {status.Log.EvidenceFile}"
            : FormattableString.Invariant($"log          one history up to {status.Log.Size} entries");
        if (status.Log.DifferingMember.Length > 0)
        {
            yield return $"log          DIFFERS from what {status.Log.DifferingMember} has seen: compare the signed checkpoints";
        }

        yield return FormattableString.Invariant(
            $"answers      log of {status.AnswerLog.EntryCount} entries, {status.AnswerLog.Size} of them signed, root {Convert.ToHexStringLower(status.AnswerLog.Root.Span)}");
        yield return FormattableString.Invariant($"queries      {status.AnsweredQueryCount} answered, {status.RefusedQueryCount} refused since the start");
        yield return FormattableString.Invariant($"filters      {status.HeldFilterCount} of other members held");
        yield return FormattableString.Invariant($"officers     {status.PendingOfficerCount} wait for approval");
        yield return FormattableString.Invariant($"reviews      {status.OpenReviewCount} open, {status.OverdueReviewCount} {(status.OverdueReviewCount > 0 ? "OVERDUE" : "overdue")}");
        foreach (var collection in status.Collections)
        {
            yield return FormattableString.Invariant($"collection   {collection.Name}: {collection.RecordCount} records");
        }

        foreach (var slot in status.Slots)
        {
            yield return Line(slot);
        }
    }

    public static string Time(long unixMilliseconds)
        => UnixTime.TryRead(unixMilliseconds, out var at) ? FormattableString.Invariant($"{at:yyyy-MM-dd HH:mm:ss} UTC") : "never";

    private static string Line(SlotStatus slot)
    {
        var name = SlotCodec.TryRead(slot.Slot, out var id) ? id.ToString() : "unknown slot";
        var waiting = slot.WaitingKeyCount == 0 ? "" : FormattableString.Invariant($", {slot.WaitingKeyCount} keys searchable from {Time(slot.SearchableFromMs)}");
        var published = slot.PublishedAtMs == 0 ? "NOT PUBLISHED" : "published " + Time(slot.PublishedAtMs);
        return slot.Epoch == 0
            ? $"slot         {name}: no epoch yet{waiting}"
            : FormattableString.Invariant($"slot         {name}: epoch {slot.Epoch} until {Time(slot.EpochEndsAtMs)}, {slot.KeyCount} keys, {published}{waiting}");
    }
}
