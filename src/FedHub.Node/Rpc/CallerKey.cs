using FedHub.Cryptography;
using FedHub.Protocol;
using Grpc.Core;

namespace FedHub.Node.Rpc;

/// <summary>By what a caller of the gateway is known.</summary>
internal static class CallerKey
{
    /// <summary>SHA-256 of the SubjectPublicKeyInfo of the key that the caller proved to hold in the TLS handshake.</summary>
    public static Digest Of(ServerCallContext context) => context.GetHttpContext().Connection.ClientCertificate is { } certificate
        ? Digest.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo())
        : throw new FedHubException(ErrorCode.RoleMissing, "The call came without a client certificate.");
}
