namespace FedHub.Cryptography.Match;

/// <summary>Hides the 24-bit label that joins the entries of one record in a filter of class <c>name</c>.</summary>
public readonly record struct LabelMask
{
    /// <summary>Labels are below 2^24.</summary>
    public const uint MaxLabel = 0xff_ffff;

    private readonly uint _value;

    internal LabelMask(ReadOnlySpan<byte> bytes) => _value = ((uint)bytes[0] << 16) | ((uint)bytes[1] << 8) | bytes[2];

    /// <summary>Label XOR mask, read big-endian; the same call hides and reveals.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The label has more than 24 bits.</exception>
    public uint Apply(uint label)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(label, MaxLabel);
        return label ^ _value;
    }

    /// <summary>The name of the type, never the mask.</summary>
    public override string ToString() => nameof(LabelMask);
}
