using FedHub.Contracts.Common.V1;

namespace FedHub.Protocol;

/// <summary>Refusals as ErrorDetail messages and back.</summary>
public static class RefusalCodec
{
    /// <summary>As a message.</summary>
    public static ErrorDetail ToProto(Refusal refusal) => new()
    {
        Code = (Contracts.Common.V1.ErrorCode)(int)refusal.Code,
        Message = refusal.Message,
        RetryAtMs = refusal.RetryAt?.ToUnixTimeMilliseconds() ?? 0,
        HeldVersion = refusal.HeldVersion,
    };

    /// <summary>From a message of a peer; an unknown code reads as malformed.</summary>
    public static Refusal ToDomain(ErrorDetail detail)
    {
        var code = (ErrorCode)(int)detail.Code;
        return new Refusal(
            Enum.IsDefined(code) ? code : ErrorCode.Malformed,
            detail.Message.Length <= 200 ? detail.Message : detail.Message[..200],
            detail.RetryAtMs > 0 && UnixTime.TryRead(detail.RetryAtMs, out var at) ? at : null,
            detail.HeldVersion);
    }
}
