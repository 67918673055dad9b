using FedHub.Contracts.Exchange.V1;
using FedHub.Node.HubLink;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Node.Rpc;

/// <summary>Sends filter files in pieces.</summary>
internal static class FilterChunks
{
    /// <summary>Writes a whole file in order.</summary>
    public static async Task WriteAsync(IClientStreamWriter<PublishFilterRequest> stream, FilterUpload file, CancellationToken cancellationToken)
    {
        var sha256 = ByteString.CopyFrom(file.Sha256.AsSpan());
        var buffer = new byte[ProtocolLimits.FileChunkBytes];
        await using var source = File.OpenRead(file.Path);
        var offset = 0L;
        for (var read = 0; (read = await source.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)) > 0; offset += read)
        {
            var chunk = new FileChunk { Sha256 = sha256, Offset = (ulong)offset, Data = ByteString.CopyFrom(buffer.AsSpan(0, read)) };
            await stream.WriteAsync(new PublishFilterRequest { Chunk = chunk }, cancellationToken);
        }
    }
}
