namespace FedHub.Transparency;

/// <summary>Whether a node may answer what was delivered to it: "no proof, no answer".</summary>
/// <param name="MayAnswer">Whether the entry is proven to be in the one history that the node knows.</param>
/// <param name="IsIncluded">Whether the entry is in the checkpoint's tree.</param>
/// <param name="Answer">What the node makes of the checkpoint, and its cosignature; null when the entry is not even in the tree.</param>
public sealed record DeliveryVerdict(bool MayAnswer, bool IsIncluded, WitnessAnswer? Answer);
