using System.Security.Cryptography.X509Certificates;
using FedHub.Contracts.Directory.V1;
using FedHub.Contracts.Exchange.V1;
using FedHub.Cryptography;
using FedHub.Grpc;
using FedHub.Node.Configuration;
using FedHub.Node.Keys;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace FedHub.Node.Enrolments;

/// <summary>
/// Enrols a node that has keys and no certificate yet: hands its request and descriptor to the hub under a one-time token, and fetches the
/// certificate when it is there. Keeps no state of its own: the same call again asks how far it got.
/// </summary>
public static class NodeEnrolment
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <summary>Hands in the request, or asks how far it got; installs the certificate if it came.</summary>
    /// <param name="configuration">Of the node, as `fedhub node init` made it.</param>
    /// <param name="invitation">From the hub's operator.</param>
    /// <param name="descriptorJson">What `fedhub node init` wrote for the federation's administrator.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellationToken">Breaks off; nothing is lost.</param>
    /// <exception cref="FedHubException">The hub's refusal, or what is wrong with the files.</exception>
    public static async Task<EnrolmentProgress> RunAsync(
        NodeConfiguration configuration, EnrolmentInvitation invitation, string descriptorJson, TimeProvider time, CancellationToken cancellationToken)
    {
        if (invitation.Member != configuration.Member)
        {
            throw new FedHubException(ErrorCode.InvalidInput, $"The invitation is for {invitation.Member}, this node is of {configuration.Member}.");
        }

        var files = new TlsKeyFiles(configuration.Tls);
        var request = Read(files);
        var descriptor = ReadDescriptor(descriptorJson);
        var handler = GrpcTls.CreateClientHandler(identity: null, TlsTrust.FromKeys(certificate => KeyOf(certificate) == invitation.HubKey));
        using var channel = GrpcChannel.ForAddress(invitation.Hub, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        var message = new RequestEnrolmentRequest
        {
            Token = ByteString.CopyFrom(invitation.Token.Span),
            CertificateRequest = ByteString.CopyFrom(request),
            MemberEntry = ByteString.CopyFrom(descriptor),
        };
        return Take(await CallAsync(channel, message, time, cancellationToken), files, EnrolmentFingerprint.Of(CertificateRequestReader.ReadKey(request).OrThrow().Key, descriptor));
    }

    private static EnrolmentProgress Take(RequestEnrolmentResponse response, TlsKeyFiles files, string fingerprint)
    {
        // Computed here: what the hub says of it proves nothing.
        if (!string.Equals(response.Fingerprint, fingerprint, StringComparison.Ordinal))
        {
            throw new FedHubException(ErrorCode.SignatureInvalid, "The hub holds another request than this node made. Do not have it approved; ask for another invitation.");
        }

        switch (response.State)
        {
            case CertificateState.Issued:
                files.Install(response.Certificate);
                return new EnrolmentProgress(IsApproved: true, fingerprint, IsInstalled: true);
            case CertificateState.Refused:
                throw new FedHubException(ErrorCode.NotAdmitted, "The hub's operator refused the enrolment.");
            default:
                return new EnrolmentProgress(response.State == CertificateState.Approved, fingerprint, IsInstalled: false);
        }
    }

    private static async Task<RequestEnrolmentResponse> CallAsync(
        ChannelBase channel, RequestEnrolmentRequest message, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await new EnrolmentService.EnrolmentServiceClient(channel).RequestEnrolmentAsync(
                message, deadline: time.GetUtcNow().UtcDateTime + _patience, cancellationToken: cancellationToken);
        }
        catch (RpcException exception) when (RpcErrors.TryRead(exception, out var refusal))
        {
            throw new FedHubException(refusal);
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
        {
            throw new FedHubException(ErrorCode.Unavailable, "The hub's enrolment port cannot be reached, or it is not the hub that the invitation names.");
        }
    }

    private static byte[] Read(TlsKeyFiles files)
    {
        try
        {
            return TlsKeyFiles.ToDer(File.ReadAllText(files.RequestFile));
        }
        catch (IOException)
        {
            throw new FedHubException(
                ErrorCode.FailedPrecondition,
                $"{Path.GetFileName(files.RequestFile)} is missing: run `fedhub node init` with a --tls-cert and a --tls-key that are not there yet, and it makes key and request.");
        }
    }

    private static byte[] ReadDescriptor(string json)
    {
        try
        {
            return Member.Parser.ParseJson(json).ToByteArray();
        }
        catch (Exception exception) when (exception is InvalidJsonException or InvalidProtocolBufferException)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "The descriptor is not what `fedhub node init` wrote.");
        }
    }

    private static Digest KeyOf(X509Certificate2 certificate) => Digest.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo());
}
