using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FedHub.Node.Import;

/// <summary>The records that stood in a file so far, with the line each first stood in. 16 bytes a place, half to three quarters of the places in use.</summary>
/// <remarks>
/// The reference is a HMAC, so 96 bits of it tell records apart: among a hundred million the chance that any two are taken for one is below
/// 10^-13, and such a line would be reported, not lost silently.
/// </remarks>
internal sealed class SeenRecords
{
    private const int FirstCapacity = 1024;

    private Place[] _places = new Place[FirstCapacity];
    private int _count;

    /// <summary>Notes a record.</summary>
    /// <param name="reference">At least 16 bytes of its reference.</param>
    /// <param name="line">The line, from 1.</param>
    /// <returns>The line that it stood in before; 0 when it had not.</returns>
    internal long Add(ReadOnlySpan<byte> reference, long line)
    {
        if ((_count + 1) * 4L > _places.Length * 3L)
        {
            Grow();
        }

        // Lines above four billion lose their number, not their place: the check stays right.
        var place = new Place(
            BinaryPrimitives.ReadUInt64BigEndian(reference),
            BinaryPrimitives.ReadUInt32BigEndian(reference[sizeof(ulong)..]),
            (uint)Math.Clamp(line, 1, uint.MaxValue));
        var first = Put(_places, place);
        _count += first == 0 ? 1 : 0;
        return first;
    }

    private static long Put(Place[] places, Place place)
    {
        var mask = places.Length - 1;
        for (var i = (int)(place.High & (ulong)mask); ; i = (i + 1) & mask)
        {
            if (places[i].Line == 0)
            {
                places[i] = place;
                return 0;
            }

            if (places[i].High == place.High && places[i].Low == place.Low)
            {
                return places[i].Line;
            }
        }
    }

    private void Grow()
    {
        var larger = new Place[_places.Length * 2];
        foreach (var place in _places)
        {
            if (place.Line != 0)
            {
                Put(larger, place);
            }
        }

        _places = larger;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Place(ulong High, uint Low, uint Line);
}
