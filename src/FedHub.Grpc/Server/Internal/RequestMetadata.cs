using FedHub.Grpc.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The application's own metadata of a request.</summary>
internal static class RequestMetadata
{
    /// <summary>All headers but those that HTTP and gRPC keep for themselves, keys in lower case.</summary>
    public static Metadata Read(HttpRequest request)
    {
        var metadata = new Metadata();
        foreach (var header in request.Headers)
        {
            if (HeaderName.IsReserved(header.Key))
            {
                continue;
            }

            foreach (var value in header.Value)
            {
                MetadataWire.Add(metadata, header.Key.ToLowerInvariant(), value ?? "");
            }
        }

        return metadata;
    }
}
