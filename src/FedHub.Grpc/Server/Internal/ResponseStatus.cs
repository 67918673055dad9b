using FedHub.Grpc.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Status and metadata into headers or trailers.</summary>
internal static class ResponseStatus
{
    public static void Write(IHeaderDictionary target, Status status)
    {
        target[HeaderName.Status] = StatusWire.Code(status.StatusCode);
        if (!string.IsNullOrEmpty(status.Detail))
        {
            target[HeaderName.Message] = PercentEncoding.Encode(status.Detail);
        }
    }

    public static void Write(IHeaderDictionary target, Metadata metadata)
    {
        foreach (var entry in metadata)
        {
            if (!HeaderName.IsReserved(entry.Key))
            {
                target.Append(entry.Key, MetadataWire.Value(entry));
            }
        }
    }
}
