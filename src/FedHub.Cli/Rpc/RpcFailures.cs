using FedHub.Protocol;
using Grpc.Core;

namespace FedHub.Cli.Rpc;

/// <summary>What a failed call means to the person at the terminal.</summary>
internal static class RpcFailures
{
    public static CliFailureException ToFailure(RpcException exception) => RpcErrors.TryRead(exception, out var refusal)
        ? ToFailure(refusal, exception)
        : exception.StatusCode switch
        {
            StatusCode.Unavailable or StatusCode.DeadlineExceeded => new CliFailureException(
                ExitCode.Unreachable, "It could not be reached", exception.Status.Detail, "Check that it runs and that the address is right, then try again.", exception),
            StatusCode.Unauthenticated or StatusCode.PermissionDenied => new CliFailureException(
                ExitCode.Refused, "It refused this key", exception.Status.Detail, "Run fedhub officer status.", exception),
            _ => new CliFailureException(ExitCode.Refused, "The call failed", $"{exception.StatusCode}: {exception.Status.Detail}", inner: exception),
        };

    public static CliFailureException ToFailure(Refusal refusal, Exception? inner = null)
    {
        var next = refusal.RetryAt is { } at ? FormattableString.Invariant($"Try again after {at:yyyy-MM-dd HH:mm} UTC.")
            : refusal.Code is ErrorCode.ClockSkew ? "A clock is wrong, on this side or the other: run fedhub node doctor, which compares the node's with the hub's."
            : null;
        return new CliFailureException(ExitCodeOf(refusal.Code), "It was refused", $"{refusal.Message} ({refusal.Code})", next, inner);
    }

    private static ExitCode ExitCodeOf(ErrorCode code) => code switch
    {
        ErrorCode.Unavailable => ExitCode.Unreachable,
        ErrorCode.InvalidInput or ErrorCode.Malformed => ExitCode.Usage,
        ErrorCode.SignatureInvalid or ErrorCode.PartDigestMismatch or ErrorCode.LogProofInvalid or ErrorCode.LogForked => ExitCode.VerificationFailed,
        _ => ExitCode.Refused,
    };
}
