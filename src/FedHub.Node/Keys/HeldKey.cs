using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Node.Keys;

/// <summary>A key that this node holds or held.</summary>
/// <param name="Use">What for.</param>
/// <param name="Id">Names its public key.</param>
/// <param name="Standing">What it is now.</param>
/// <param name="Listed">Its entry in the directory held; null when it is not listed.</param>
/// <param name="Used">When it was in use; null when the node has not run since, or for TLS.</param>
/// <param name="File">Name of its file; empty when wiped.</param>
public sealed record HeldKey(KeyUse Use, KeyId Id, KeyStanding Standing, ListedKey? Listed, UsedKey? Used, string File);
