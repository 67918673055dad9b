using System.Runtime.InteropServices;
using FedHub.Protocol;

namespace FedHub.Node.AnswerLog;

/// <summary>Where the hub's log has what is answered, as this node has verified it.</summary>
/// <param name="Entry">Index of the hub's entry.</param>
/// <param name="TreeSize">Size of the hub's tree under whose signed root it was proven.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HubReliance(long Entry, long TreeSize)
{
    /// <summary>What a proof says that was accepted.</summary>
    public static HubReliance Of(LogProof accepted) => new(accepted.Receipt.Index, accepted.Receipt.Checkpoint.Head.Size);
}
