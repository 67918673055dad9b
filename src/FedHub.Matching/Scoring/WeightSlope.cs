using System.Runtime.InteropServices;

namespace FedHub.Matching;

/// <summary>How a key's weight grows with the bits of surprise of the words it holds.</summary>
/// <param name="PerBit">Points for each bit beyond the free ones.</param>
/// <param name="FreeBits">Bits that earn nothing: what strangers often share.</param>
/// <param name="Most">Points at most: beyond it, kinship and chance of another sort decide.</param>
/// <param name="Least">Points at least, however common the words: that they stand together says something.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WeightSlope(double PerBit, double FreeBits, double Most, double Least = 0)
{
    /// <summary>The weight, a whole number of 64ths, never negative.</summary>
    public double Of(double bits)
        => Math.Round(Math.Clamp(PerBit * (bits - FreeBits), Least, Most) * KeyWeights.UnitsPerPoint) / KeyWeights.UnitsPerPoint;
}
