namespace FedHub.Node.Storage;

/// <summary>The statements that make the node's database. Each is applied once, known by its SHA-256; add new ones, never edit old ones.</summary>
public static class NodeSchema
{
    /// <summary>All parts, in an order that satisfies references.</summary>
    public static IReadOnlyList<string> Statements { get; } = [.. RecordSchemaStatements.Statements, .. EpochSchemaStatements.Statements];
}
