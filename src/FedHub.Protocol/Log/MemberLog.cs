using System.Globalization;
using System.Text;
using FedHub.Transparency;

namespace FedHub.Protocol;

/// <summary>The log that a member's node keeps of what it answered, as the directory lists it.</summary>
/// <param name="Key">What its checkpoints are verified with.</param>
/// <param name="Policy">The same as C2SP tlog-policy. Nobody cosigns a node's log: auditors hold what they fetched against what they are given later.</param>
/// <param name="PolicyText">The policy's file, <c>node-KAZ.policy</c>.</param>
public sealed record MemberLog(NoteVerificationKey Key, TrustPolicy Policy, string PolicyText)
{
    /// <summary>What the directory says at a moment; null when it lists no such key of the member.</summary>
    public static MemberLog? Of(ListedMember member, DateTimeOffset at)
    {
        if (member.LogKeyAt(at) is not { } listed)
        {
            return null;
        }

        var key = LogNames.NodeLogKey(member.Id, listed);
        var text = string.Create(CultureInfo.InvariantCulture, $"# what the node of {member.Id} answered\nlog {key}\nquorum none\n");
        return TrustPolicy.TryParse(Encoding.UTF8.GetBytes(text), out var policy, out var error)
            ? new MemberLog(key, policy, text)
            : throw new InvalidOperationException($"A listed key gives a policy that is none at line {error.Line}.");
    }
}
