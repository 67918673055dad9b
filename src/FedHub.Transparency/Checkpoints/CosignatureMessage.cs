using System.Buffers.Binary;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>What a cosigner signs: <c>cosignature/v1</c>, a line with the time, and the whole text of the checkpoint (C2SP tlog-cosignature).</summary>
internal static class CosignatureMessage
{
    /// <summary>The time before the signature: u64 POSIX seconds, big-endian.</summary>
    internal const int TimeSize = sizeof(ulong);

    internal static byte[] Encode(long unixSeconds, ReadOnlySpan<byte> checkpointText) =>
        [.. NoteText.Encode($"cosignature/v1\ntime {PlainNumber.Format(unixSeconds)}\n"), .. checkpointText];

    /// <summary>The blob of a signature line: time ‖ signature.</summary>
    internal static byte[] Blob(long unixSeconds, Signature signature)
    {
        var blob = new byte[TimeSize + Signature.Size];
        BinaryPrimitives.WriteUInt64BigEndian(blob, (ulong)unixSeconds);
        signature.CopyTo(blob.AsSpan(TimeSize));
        return blob;
    }

    /// <summary>Reads the time off the front; false for more than 2^63 − 1.</summary>
    internal static bool TryReadTime(ReadOnlySpan<byte> blob, out long unixSeconds)
    {
        unixSeconds = 0;
        if (!BinaryPrimitives.TryReadUInt64BigEndian(blob, out var value) || value > long.MaxValue)
        {
            return false;
        }

        unixSeconds = (long)value;
        return true;
    }

    /// <summary>As an instant; the end of time for what no calendar holds, which a check against the future then refuses.</summary>
    internal static DateTimeOffset ToInstant(long unixSeconds) =>
        unixSeconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(unixSeconds) : DateTimeOffset.MaxValue;
}
