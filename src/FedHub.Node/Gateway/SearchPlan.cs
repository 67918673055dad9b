namespace FedHub.Node.Gateway;

/// <summary>All collections that a search gets an outcome of.</summary>
/// <param name="Others">Of other countries, asked through the hub.</param>
/// <param name="Own">Of the own country, looked in by the node itself.</param>
internal sealed record SearchPlan(IReadOnlyList<CollectionPlan> Others, IReadOnlyList<CollectionPlan> Own);
