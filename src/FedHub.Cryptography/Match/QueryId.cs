namespace FedHub.Cryptography.Match;

/// <summary>Names a query: a UUID of version 7 (RFC 9562 §5.7), 16 bytes big-endian.</summary>
public readonly record struct QueryId
{
    /// <summary>16 bytes.</summary>
    public const int Size = 16;

    private readonly Guid _value;

    private QueryId(Guid value) => _value = value;

    /// <summary>A new id, which sorts by the clock's milliseconds.</summary>
    public static QueryId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    /// <summary>Takes 16 bytes from outside; false unless they are a UUID of version 7.</summary>
    public static bool TryFromBytes(ReadOnlySpan<byte> bytes, out QueryId id)
    {
        id = default;
        return bytes.Length == Size && TryTake(new Guid(bytes, bigEndian: true), out id);
    }

    /// <summary>Reads the form 8-4-4-4-12.</summary>
    /// <exception cref="FormatException">Not a UUID of version 7.</exception>
    public static QueryId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("A query id is a UUID of version 7.");

    /// <summary>Reads the form 8-4-4-4-12.</summary>
    public static bool TryParse(string? text, out QueryId id)
    {
        id = default;
        return Guid.TryParseExact(text, "D", out var value) && TryTake(value, out id);
    }

    /// <summary>Copies the 16 bytes to the start of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentException">It is shorter.</exception>
    public void CopyTo(Span<byte> destination)
    {
        if (!_value.TryWriteBytes(destination, bigEndian: true, out _))
        {
            throw new ArgumentException("A query id has 16 bytes.", nameof(destination));
        }
    }

    /// <summary>A new array with the 16 bytes.</summary>
    public byte[] ToArray() => _value.ToByteArray(bigEndian: true);

    /// <summary>Lower-case hex in the form 8-4-4-4-12.</summary>
    public override string ToString() => _value.ToString("D");

    private static bool TryTake(Guid value, out QueryId id)
    {
        var valid = value is { Version: 7, Variant: >= 8 and <= 11 };
        id = valid ? new QueryId(value) : default;
        return valid;
    }
}
