namespace FedHub.Node.Policy;

/// <summary>Reads policy files.</summary>
internal static class PolicyReader
{
    internal static CollectionPolicy ReadFile(string path) => throw new NotSupportedException();
}
