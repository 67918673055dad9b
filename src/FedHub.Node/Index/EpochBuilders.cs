namespace FedHub.Node.Index;

/// <summary>What makes an epoch's files.</summary>
internal sealed record EpochBuilders(BaseBuilder Base, DeltaBuilder Delta);
