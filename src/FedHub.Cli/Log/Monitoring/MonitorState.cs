using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using FedHub.Cryptography;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Monitoring;

/// <summary>
/// What a monitor has seen: the largest checkpoint, and how far entries were verified. As bytes: <c>fedhub monitor v1</c> and a newline ‖ u32 length
/// of the note ‖ note ‖ state of the verification ‖ SHA-256 of all before. One file, so that both change together.
/// </summary>
internal sealed record MonitorState(SignedCheckpoint Checkpoint, LogVerifierState Verified)
{
    private static ReadOnlySpan<byte> Title => "fedhub monitor v1\n"u8;

    public byte[] ToBytes()
    {
        var note = Checkpoint.ToBytes();
        Span<byte> length = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)note.Length);
        byte[] content = [.. Title, .. length, .. note, .. Verified.ToBytes()];
        return [.. content, .. Digest.Of(content).AsSpan()];
    }

    /// <summary>Reads a file; false for anything but what <see cref="ToBytes"/> gives.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out MonitorState? state)
    {
        state = null;
        if (bytes.Length < Title.Length + sizeof(uint) + Digest.Size
            || !bytes.StartsWith(Title)
            || Digest.Of(bytes[..^Digest.Size]) != Digest.FromBytes(bytes[^Digest.Size..]))
        {
            return false;
        }

        var rest = bytes[Title.Length..^Digest.Size];
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        rest = rest[sizeof(uint)..];
        if (length > rest.Length
            || !SignedCheckpoint.TryParse(rest[..(int)length], out var checkpoint)
            || !LogVerifierState.TryParse(rest[(int)length..], out var verified))
        {
            return false;
        }

        state = new MonitorState(checkpoint, verified);
        return true;
    }
}
