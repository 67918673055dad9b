using System.Globalization;
using System.Text;
using FedHub.Transparency;

namespace FedHub.Protocol;

/// <summary>Whom a directory trusts with the log: the log's key, its witnesses and how many of them a checkpoint needs.</summary>
/// <param name="Key">What checkpoints are verified with.</param>
/// <param name="Policy">The same with the witnesses, as C2SP tlog-policy.</param>
/// <param name="PolicyText">The policy's file, <c>fedhub.policy</c>.</param>
public sealed record FederationLog(NoteVerificationKey Key, TrustPolicy Policy, string PolicyText)
{
    /// <summary>Members from which on a quorum is asked for; with fewer a checkpoint is never witnessed.</summary>
    public const int MinWitnesses = 3;

    private const string GroupName = "countries";

    /// <summary>What a directory says at a moment; null when it lists no log.</summary>
    /// <remarks>The quorum is the majority of the members that are not suspended and list a witness key; none below <see cref="MinWitnesses"/>.</remarks>
    public static FederationLog? Of(FederationDirectory directory, DateTimeOffset at)
    {
        if (directory.LogKeyAt(at) is not { } logKey)
        {
            return null;
        }

        var key = LogNames.LogKey(directory.Federation, logKey);
        var text = TextOf(directory, key, at);
        return TrustPolicy.TryParse(Encoding.UTF8.GetBytes(text), out var policy, out var error)
            ? new FederationLog(key, policy, text)
            : throw new InvalidOperationException($"The directory gives a policy that is none at line {error.Line}.");
    }

    private static string TextOf(FederationDirectory directory, NoteVerificationKey key, DateTimeOffset at)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# {key.Name}, directory {directory.Version}\nlog {key}\n");
        var witnesses = new List<string>();
        foreach (var member in directory.Members.Where(member => !member.Suspended).OrderBy(member => member.Id))
        {
            if (member.WitnessKeyAt(at) is { } witness)
            {
                witnesses.Add(member.Id.ToString());
                text.Append(CultureInfo.InvariantCulture, $"witness {member.Id} {LogNames.WitnessKey(directory.Federation, member.Id, witness)}\n");
            }
        }

        if (witnesses.Count < MinWitnesses)
        {
            return text.Append("quorum none\n").ToString();
        }

        text.Append(CultureInfo.InvariantCulture, $"group {GroupName} {(witnesses.Count / 2) + 1} {string.Join(' ', witnesses)}\n");
        return text.Append(CultureInfo.InvariantCulture, $"quorum {GroupName}\n").ToString();
    }
}
