using System.Diagnostics.CodeAnalysis;
using FedHub.Contracts.Common.V1;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Protocol;

/// <summary>The one place that maps error codes to gRPC status codes, with the detail in a trailer.</summary>
public static class RpcErrors
{
    /// <summary>Trailer that holds the ErrorDetail message.</summary>
    public const string DetailTrailer = "fedhub-error-bin";

    /// <summary>The gRPC status of an error code.</summary>
    public static StatusCode ToStatusCode(ErrorCode code) => code switch
    {
        ErrorCode.Malformed or ErrorCode.LifetimeTooLong or ErrorCode.ElementInvalid or ErrorCode.SealInvalid
            or ErrorCode.InvalidInput => StatusCode.InvalidArgument,
        ErrorCode.SignatureInvalid or ErrorCode.CredentialInvalid => StatusCode.Unauthenticated,
        ErrorCode.NotAMember or ErrorCode.Suspended or ErrorCode.NotAdmitted or ErrorCode.RoleMissing => StatusCode.PermissionDenied,
        ErrorCode.Expired => StatusCode.DeadlineExceeded,
        ErrorCode.Replayed => StatusCode.AlreadyExists,
        ErrorCode.UnknownSlot or ErrorCode.NotFound or ErrorCode.DisclosureUnknownQuery => StatusCode.NotFound,
        ErrorCode.OverBudget => StatusCode.ResourceExhausted,
        ErrorCode.Unavailable => StatusCode.Unavailable,
        ErrorCode.ClockSkew or ErrorCode.DirectoryStale or ErrorCode.PartDigestMismatch or ErrorCode.LogProofInvalid
            or ErrorCode.LogProofNeeded or ErrorCode.LogForked or ErrorCode.EpochUnknown or ErrorCode.RuleSetMismatch
            or ErrorCode.FailedPrecondition => StatusCode.FailedPrecondition,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "Every error code has a status."),
    };

    /// <summary>A refusal as the exception that a handler lets out.</summary>
    public static RpcException ToRpcException(Refusal refusal)
    {
        var trailers = new Metadata { { DetailTrailer, RefusalCodec.ToProto(refusal).ToByteArray() } };
        return new RpcException(new Status(ToStatusCode(refusal.Code), refusal.Message), trailers);
    }

    /// <summary>The refusal that a peer sent, when it sent one.</summary>
    public static bool TryRead(RpcException exception, [NotNullWhen(true)] out Refusal? refusal)
    {
        refusal = null;
        var bytes = exception.Trailers.GetValueBytes(DetailTrailer);
        if (bytes is null)
        {
            return false;
        }

        try
        {
            refusal = RefusalCodec.ToDomain(ErrorDetail.Parser.ParseFrom(bytes));
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            // A peer's broken trailer tells nothing; its status code still stands.
            return false;
        }
    }
}
