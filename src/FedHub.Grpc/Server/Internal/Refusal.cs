using FedHub.Grpc.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>A request that does not become a call: answered by an HTTP status, or by a gRPC status in a Trailers-Only response.</summary>
internal readonly record struct Refusal(int HttpStatus, Status Status)
{
    public Refusal(int httpStatus)
        : this(httpStatus, default)
    {
    }

    public Refusal(Status status)
        : this(StatusCodes.Status200OK, status)
    {
    }

    public void Write(HttpResponse response)
    {
        if (HttpStatus != StatusCodes.Status200OK)
        {
            response.StatusCode = HttpStatus;
            return;
        }

        response.ContentType = HeaderName.ContentType;
        if (Status.StatusCode == StatusCode.Unimplemented)
        {
            response.Headers[HeaderName.AcceptEncoding] = HeaderName.Identity;
        }

        ResponseStatus.Write(response.Headers, Status);
    }
}
