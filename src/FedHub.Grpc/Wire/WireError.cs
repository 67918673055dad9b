using Grpc.Core;

namespace FedHub.Grpc.Wire;

/// <summary>Statuses for what a peer sent wrongly.</summary>
internal static class WireError
{
    public static RpcException Internal(string detail, Exception? cause = null) =>
        new(new Status(StatusCode.Internal, detail, cause));

    public static RpcException BadMetadata() => Internal("A \"-bin\" metadata value is not base64.");
}
