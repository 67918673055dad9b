using System.Net;
using System.Net.Http.Headers;
using FedHub.Grpc.Wire;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>Status and metadata out of a response's headers and trailers.</summary>
internal static class ResponseMetadata
{
    /// <summary>How the call ended, if the headers say so (Trailers-Only, or no gRPC answer at all); else null.</summary>
    public static CallOutcome? FromHeaders(HttpResponseMessage response)
    {
        if (FromStatus(response.Headers) is { } outcome)
        {
            return outcome;
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            var status = new Status(TransportStatus.FromHttp(response.StatusCode), $"Bad gRPC response. HTTP status code: {(int)response.StatusCode}");
            return new CallOutcome(status, Metadata.Empty);
        }

        return IsGrpc(response.Content.Headers)
            ? null
            : new CallOutcome(new Status(StatusCode.Internal, "Bad gRPC response. Its content type is not application/grpc."), Metadata.Empty);
    }

    /// <summary>How a call ended whose body has been read to the end.</summary>
    public static CallOutcome FromTrailers(HttpResponseMessage response) =>
        FromStatus(response.TrailingHeaders)
        ?? new CallOutcome(new Status(StatusCode.Internal, "The server ended the response without a status."), Metadata.Empty);

    /// <summary>The entries that are the application's. Throws <see cref="RpcException"/> on bad base64.</summary>
    public static Metadata Read(HttpResponseHeaders headers)
    {
        Metadata? metadata = null;
        foreach (var header in headers.NonValidated)
        {
            if (HeaderName.IsReserved(header.Key))
            {
                continue;
            }

            foreach (var value in header.Value)
            {
                MetadataWire.Add(metadata ??= [], header.Key.ToLowerInvariant(), value);
            }
        }

        return metadata ?? Metadata.Empty;
    }

    private static CallOutcome? FromStatus(HttpResponseHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues(HeaderName.Status, out var codes))
        {
            return null;
        }

        var message = headers.NonValidated.TryGetValues(HeaderName.Message, out var messages) ? messages.ToString() : null;
        try
        {
            return new CallOutcome(StatusWire.Parse(codes.ToString(), message), Read(headers));
        }
        catch (RpcException exception)
        {
            return new CallOutcome(exception.Status, Metadata.Empty);
        }
    }

    private static bool IsGrpc(HttpContentHeaders headers) =>
        headers.NonValidated.TryGetValues("Content-Type", out var values) && IsGrpc(values.ToString());

    private static bool IsGrpc(string contentType) =>
        contentType.StartsWith(HeaderName.ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == HeaderName.ContentType.Length || contentType[HeaderName.ContentType.Length] is '+' or ';');
}
