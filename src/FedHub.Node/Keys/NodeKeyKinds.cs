using FedHub.Cryptography;

namespace FedHub.Node.Keys;

/// <summary>What the node's key files say they are for.</summary>
internal static class NodeKeyKinds
{
    internal static readonly KeyKind Signing = KeyKind.Parse("node-signing");
    internal static readonly KeyKind Witness = KeyKind.Parse("node-witness");
    internal static readonly KeyKind Sealing = KeyKind.Parse("node-sealing");
    internal static readonly KeyKind Log = KeyKind.Parse("node-log");
    internal static readonly KeyKind Case = KeyKind.Parse("node-case");
}
