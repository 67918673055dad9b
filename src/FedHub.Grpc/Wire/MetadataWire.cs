using Grpc.Core;

namespace FedHub.Grpc.Wire;

/// <summary>Metadata to header values and back.</summary>
internal static class MetadataWire
{
    /// <summary>Adds what one header holds. Throws <see cref="RpcException"/> on bad base64.</summary>
    public static void Add(Metadata metadata, string name, string value)
    {
        if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            metadata.Add(Metadata.Entry.FromWire(name, value));
            return;
        }

        // Several binary values may come joined by commas.
        foreach (var range in value.AsSpan().Split(','))
        {
            if (!BinaryHeader.TryDecode(value.AsSpan(range), out var octets))
            {
                throw WireError.BadMetadata();
            }

            metadata.Add(Metadata.Entry.FromWire(name, octets));
        }
    }

    /// <summary>The header value of an entry. Throws <see cref="ArgumentException"/> for text that a header cannot hold.</summary>
    public static string Value(Metadata.Entry entry)
    {
        if (entry.IsBinary)
        {
            return BinaryHeader.Encode(entry.RawBytes);
        }

        return entry.Value.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? throw new ArgumentException($"The value of metadata entry \"{entry.Key}\" is not printable ASCII.", nameof(entry))
            : entry.Value;
    }
}
