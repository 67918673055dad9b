using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Transparency;

namespace FedHub.Protocol;

/// <summary>
/// How the log and its witnesses are called in checkpoints. Hub, nodes and auditors compute the names from the directory alone, so that
/// nobody is told them by somebody who could tell others another.
/// </summary>
public static class LogNames
{
    /// <summary>The log's origin: federation and key. Another key is another log, under another name.</summary>
    /// <param name="federation">Name of the federation.</param>
    /// <param name="key">What signs the checkpoints.</param>
    public static KeyName Origin(string federation, VerificationKey key) =>
        KeyName.Parse($"{Escape(federation)}.fedhub/log/{Convert.ToHexStringLower(Digest.Of(key.ToArray()).AsSpan()[..8])}");

    /// <summary>What a log's checkpoints are verified with.</summary>
    public static NoteVerificationKey LogKey(string federation, VerificationKey key) => NoteVerificationKey.ForEd25519(Origin(federation, key), key);

    /// <summary>What a member's cosignatures are verified with.</summary>
    public static NoteVerificationKey WitnessKey(string federation, MemberId member, VerificationKey key) =>
        NoteVerificationKey.ForCosignature(Witness(federation, member), key);

    /// <summary>The origin of the log that a member's node keeps of what it answered: member and key.</summary>
    /// <param name="member">Whose node.</param>
    /// <param name="key">What signs the checkpoints.</param>
    public static KeyName NodeOrigin(MemberId member, VerificationKey key) =>
        KeyName.Parse($"{member}.fedhub/node-log/{Convert.ToHexStringLower(Digest.Of(key.ToArray()).AsSpan()[..8])}");

    /// <summary>What the checkpoints of a node's own log are verified with.</summary>
    public static NoteVerificationKey NodeLogKey(MemberId member, VerificationKey key) => NoteVerificationKey.ForEd25519(NodeOrigin(member, key), key);

    /// <summary>The name under which a member cosigns.</summary>
    public static KeyName Witness(string federation, MemberId member) => KeyName.Parse($"{Escape(federation)}.fedhub/witness/{member}");

    // Names have no white space and no '+'.
    private static string Escape(string federation) => Uri.EscapeDataString(federation);
}
