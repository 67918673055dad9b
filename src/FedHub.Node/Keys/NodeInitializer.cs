namespace FedHub.Node.Keys;

/// <summary>Creates a node's data directory. The only way in which one comes to be.</summary>
public static class NodeInitializer
{
    /// <summary>Creates directory, keys, database and default policies, and says how the directory must list the member.</summary>
    /// <exception cref="FedHub.Protocol.FedHubException">There is a node already, or an option is wrong.</exception>
    public static Task<MemberDescriptor> InitAsync(NodeInitializationOptions options, TimeProvider time, CancellationToken cancellationToken) => throw new NotSupportedException();
}
