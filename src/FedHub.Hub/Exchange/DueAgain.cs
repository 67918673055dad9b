namespace FedHub.Hub;

/// <summary>Everything that still waits for this member goes out once more: a node may have failed over one delivery and live on.</summary>
internal sealed record DueAgain : Delivery;
