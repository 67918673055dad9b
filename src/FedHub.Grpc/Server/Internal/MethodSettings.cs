using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What is fixed for a method when it is mapped.</summary>
internal sealed record MethodSettings(IMethod Method, int? MaxReceiveBytes, int? MaxSendBytes, bool DetailedErrors)
{
    public bool IsRequestStream => Method.Type is MethodType.ClientStreaming or MethodType.DuplexStreaming;

    public bool IsStream => Method.Type != MethodType.Unary;
}
