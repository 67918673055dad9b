using FedHub.Cryptography;
using FedHub.Node.Import;
using Google.Protobuf;

namespace FedHub.Node.Rpc;

/// <summary>The point of an import as a message, and back.</summary>
public static class ImportPointCodec
{
    /// <summary>A message; an empty one when there is no point.</summary>
    public static Contracts.Node.V1.ImportPoint Write(ImportPoint? point) => point is null
        ? new Contracts.Node.V1.ImportPoint()
        : new Contracts.Node.V1.ImportPoint { Line = (ulong)point.Line, Digest = ByteString.CopyFrom(point.Digest.AsSpan()), Change = point.Change ?? "" };

    /// <summary>The point; null when there is none, or it is not well-formed.</summary>
    public static ImportPoint? Read(Contracts.Node.V1.ImportPoint? message) =>
        message is not null && Digest.TryFromBytes(message.Digest.Span, out var digest) && message.Line <= long.MaxValue
            ? new ImportPoint((long)message.Line, digest, message.Change.Length > 0 ? message.Change : null)
            : null;
}
