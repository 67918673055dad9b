using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Configuration;
using FedHub.Node.Policy;
using FedHub.Protocol;

namespace FedHub.Node.Keys;

/// <summary>What a new node needs to know. Files are named, not copied.</summary>
public sealed record NodeInitializationOptions
{
    /// <summary>Data directory; must not hold a node yet.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Member.</summary>
    public required MemberId Member { get; init; }

    /// <summary>English short name.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Hub.</summary>
    public required HubEndpoint Hub { get; init; }

    /// <summary>Where officers connect.</summary>
    public required GatewayEndpoint Gateway { get; init; }

    /// <summary>
    /// TLS files. When key and certificate are missing, a P-256 key is written to <see cref="TlsFiles.KeyFile"/> and a certificate request
    /// beside it, <c>.csr</c> for <c>.key</c>, for the federation's CA to sign.
    /// </summary>
    public required TlsFiles Tls { get; init; }

    /// <summary>Federation's trust.</summary>
    public required string FederationTrustFile { get; init; }

    /// <summary>The national auditor's key, to which search records are sealed.</summary>
    public required SealingPublicKey AuditorPublicKey { get; init; }

    /// <summary>At least one; the first is the default.</summary>
    public required IReadOnlyList<ListedDesk> Desks { get; init; }

    /// <summary>True only for development. Default false.</summary>
    public bool Development { get; init; }

    /// <summary>Policy files by name, such as <c>persons.yaml</c>. Default: the cautious ones that an admin then edits.</summary>
    public IReadOnlyDictionary<string, string> Policies { get; init; } = DefaultPolicies.Files;

    /// <summary>Epochs.</summary>
    public EpochSettings Epoch { get; init; } = new();
}
