using System.Buffers;
using System.Buffers.Binary;

namespace FedHub.Transparency;

/// <summary>
/// The openings that one reader is given of a bundle's entries: <c>fedhub-openings v1</c> and a newline, then for each u8 place in the bundle ‖
/// u8 <see cref="OpeningForm"/> ‖ 16 bytes nonce (only with form 1) ‖ u16 length ‖ payload (not with form 3). Places ascend; what is
/// withheld is not there.
/// </summary>
public static class OpeningBundle
{
    /// <summary>The largest bundle: 256 payloads of their largest size.</summary>
    public const int MaxSize = TitleSize + (TileLayout.FullWidth * (4 + AuditNonce.Size + AuditPayload.MaxEncodedSize));

    private const int TitleSize = 19;

    private static ReadOnlySpan<byte> Title => "fedhub-openings v1\n"u8;

    /// <summary>The bytes of a bundle.</summary>
    /// <exception cref="ArgumentException">An opening is of another bundle, withheld or out of order.</exception>
    public static byte[] Encode(BundleId bundle, IReadOnlyList<ServedOpening> openings)
    {
        var first = bundle.Index * TileLayout.FullWidth;
        var last = -1L;
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write(Title);
        foreach (var opening in openings)
        {
            var place = opening.Index - first;
            if (place <= last || place >= bundle.Width || opening.Form is < OpeningForm.Whole or > OpeningForm.Erased
                || opening.Nonce is null == (opening.Form == OpeningForm.Whole))
            {
                throw new ArgumentException("Openings are of the bundle's own entries, in their order.", nameof(openings));
            }

            last = place;
            Write(buffer, (byte)place, opening);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a bundle; false for anything but what <see cref="Encode"/> gives. Payloads are not read.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> bytes, BundleId bundle, out IReadOnlyList<ServedOpening> openings)
    {
        openings = [];
        if (bytes.Length > MaxSize || !bytes.Span.StartsWith(Title))
        {
            return false;
        }

        var rest = bytes[Title.Length..];
        var found = new List<ServedOpening>();
        var last = -1;
        while (!rest.IsEmpty)
        {
            if (!TryReadNext(ref rest, bundle.Index * TileLayout.FullWidth, out var place, out var opening) || place <= last || place >= bundle.Width)
            {
                return false;
            }

            last = place;
            found.Add(opening);
        }

        openings = found;
        return true;
    }

    private static void Write(ArrayBufferWriter<byte> buffer, byte place, ServedOpening opening)
    {
        buffer.Write([place, (byte)opening.Form]);
        if (opening.Nonce is { } nonce)
        {
            buffer.Write(nonce.ToArray());
        }

        if (opening.Form != OpeningForm.Erased)
        {
            BinaryPrimitives.WriteUInt16BigEndian(buffer.GetSpan(sizeof(ushort)), checked((ushort)opening.Payload.Length));
            buffer.Advance(sizeof(ushort));
            buffer.Write(opening.Payload.Span);
        }
    }

    private static bool TryReadNext(ref ReadOnlyMemory<byte> rest, long first, out int place, out ServedOpening opening)
    {
        place = 0;
        opening = ServedOpening.Erased(0);
        if (rest.Length < 2)
        {
            return false;
        }

        place = rest.Span[0];
        var form = (OpeningForm)rest.Span[1];
        var index = first + place;
        rest = rest[2..];
        if (form == OpeningForm.Erased)
        {
            opening = ServedOpening.Erased(index);
            return true;
        }

        AuditNonce? nonce = null;
        if (form == OpeningForm.Whole)
        {
            if (rest.Length < AuditNonce.Size || !AuditNonce.TryFromBytes(rest.Span[..AuditNonce.Size], out var read))
            {
                return false;
            }

            nonce = read;
            rest = rest[AuditNonce.Size..];
        }

        if (form is not (OpeningForm.Whole or OpeningForm.Metadata) || !TryReadPayload(ref rest, out var payload))
        {
            return false;
        }

        opening = new ServedOpening(index, form, nonce, payload);
        return true;
    }

    private static bool TryReadPayload(ref ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte> payload)
    {
        payload = default;
        if (!BinaryPrimitives.TryReadUInt16BigEndian(rest.Span, out var length) || rest.Length - sizeof(ushort) < length)
        {
            return false;
        }

        payload = rest.Slice(sizeof(ushort), length);
        rest = rest[(sizeof(ushort) + length)..];
        return true;
    }
}
