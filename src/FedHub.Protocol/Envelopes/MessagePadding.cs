using Google.Protobuf;

namespace FedHub.Protocol;

/// <summary>Pads messages with field 15 (zeros), so that their length says little about their content.</summary>
public static class MessagePadding
{
    // Field 15, wire type 2: one byte of tag.
    private const int TagBytes = 1;

    /// <summary>Length of the padding field that brings a message to the next multiple.</summary>
    /// <param name="unpaddedBytes">Serialized size without the padding field.</param>
    /// <param name="multiple">Target multiple in bytes, at least 64.</param>
    /// <returns>Zeros to put into the field.</returns>
    public static ByteString For(int unpaddedBytes, int multiple)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(multiple, 64);
        // A padding of length zero is not written at all, so at least one zero is.
        var target = (unpaddedBytes + TagBytes + 2 + multiple - 1) / multiple * multiple;
        var room = target - unpaddedBytes - TagBytes;
        var length = room - CodedOutputStream.ComputeLengthSize(room);
        if (length + CodedOutputStream.ComputeLengthSize(length) != room)
        {
            // Just at a varint boundary no length fits: the next multiple always does.
            room += multiple;
            length = room - CodedOutputStream.ComputeLengthSize(room);
        }

        return ByteString.CopyFrom(new byte[length]);
    }
}
