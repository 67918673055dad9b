using FedHub.Cli.NodeAdmin;
using FedHub.Contracts.Hub.V1;

namespace FedHub.Cli.HubAdmin;

/// <summary>The hub's state in lines of text.</summary>
internal static class HubText
{
    public static IEnumerable<string> Lines(GetStatusResponse status)
    {
        yield return "software     " + status.SoftwareVersion;
        yield return status.DirectoryVersion == 0
            ? "directory    NONE: publish one with fedhub federation publish"
            : $"directory    version {status.DirectoryVersion}, expires {NodeText.Time(status.DirectoryExpiresAtMs)}";
        yield return FormattableString.Invariant($"log          {status.LogSize} entries; root of the {status.Log.PublishedSize} published {Convert.ToHexStringLower(status.LogRoot.Span)}");
        foreach (var line in LogLines(status.Log))
        {
            yield return line;
        }

        yield return FormattableString.Invariant($"queries      {status.OpenQueryCount} open");
        foreach (var member in status.Members)
        {
            yield return Line(member);
        }
    }

    private static IEnumerable<string> LogLines(LogStatus log)
    {
        yield return "log name     " + log.Origin;
        yield return log switch
        {
            { Signing: false } => $"witnesses    SIGNS NOTHING until a majority of the members has connected; missing: {string.Join(", ", log.MissingWitnesses)}",
            { AsksForQuorum: false } => "witnesses    UNWITNESSED: fewer than three members",
            { BehindSinceMs: > 0 } => FormattableString.Invariant($"witnesses    a majority has cosigned {log.WitnessedSize} of {log.PublishedSize} entries, none more since {NodeText.Time(log.BehindSinceMs)}"),
            _ => FormattableString.Invariant($"witnesses    a majority has cosigned {log.WitnessedSize} of {log.PublishedSize} entries"),
        };
        if (log.WaitingDirectoryVersion > 0)
        {
            yield return $"directory    version {log.WaitingDirectoryVersion} is logged and WAITS for a majority to cosign it";
        }
    }

    private static string Line(MemberStatus member)
    {
        var state = member.Suspended ? "SUSPENDED" : member.Connected ? "connected" : "NOT CONNECTED";
        return FormattableString.Invariant(
            $"member {member.Member}   {state} since {NodeText.Time(member.SinceMs)}, {member.ManifestCount} manifests, {member.OpenDeliveryCount} deliveries without an answer");
    }
}
