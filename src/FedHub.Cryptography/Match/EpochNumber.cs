using System.Globalization;

namespace FedHub.Cryptography.Match;

/// <summary>Counts the VOPRF keys of one slot, from 1. Four bytes big-endian wherever it is hashed.</summary>
/// <param name="Value">The number.</param>
public readonly record struct EpochNumber(uint Value) : IComparable<EpochNumber>
{
    /// <summary>The epoch after this one.</summary>
    /// <exception cref="OverflowException">There is none.</exception>
    public EpochNumber Next() => new(checked(Value + 1));

    /// <summary>Reads a decimal number.</summary>
    /// <exception cref="FormatException">Not a decimal number below 2^32.</exception>
    public static EpochNumber Parse(string text) =>
        TryParse(text, out var epoch) ? epoch : throw new FormatException("An epoch is a decimal number.");

    /// <summary>Reads a decimal number: digits only.</summary>
    public static bool TryParse(string? text, out EpochNumber epoch)
    {
        var read = uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        epoch = new EpochNumber(value);
        return read;
    }

    /// <inheritdoc/>
    public int CompareTo(EpochNumber other) => Value.CompareTo(other.Value);

    /// <summary>The number in decimal.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether <paramref name="left"/> is earlier.</summary>
    public static bool operator <(EpochNumber left, EpochNumber right) => left.Value < right.Value;

    /// <summary>Whether <paramref name="left"/> is later.</summary>
    public static bool operator >(EpochNumber left, EpochNumber right) => left.Value > right.Value;

    /// <summary>Whether <paramref name="left"/> is earlier or the same.</summary>
    public static bool operator <=(EpochNumber left, EpochNumber right) => left.Value <= right.Value;

    /// <summary>Whether <paramref name="left"/> is later or the same.</summary>
    public static bool operator >=(EpochNumber left, EpochNumber right) => left.Value >= right.Value;
}
