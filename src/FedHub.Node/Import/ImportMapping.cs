using FedHub.Node.Policy;
using FedHub.Protocol;

namespace FedHub.Node.Import;

/// <summary>How the columns of a file become the fields of records. Format: docs/import.md.</summary>
public sealed record ImportMapping
{
    /// <summary>Reads a mapping.</summary>
    /// <param name="yaml">The mapping file's text.</param>
    /// <param name="policies">Collections that records may go to.</param>
    /// <exception cref="FedHubException">It is wrong; the message names line and column.</exception>
    public static ImportMapping Parse(string yaml, CollectionPolicies policies) => throw new NotSupportedException();
}
