using System.Runtime.InteropServices;

namespace FedHub.Matching;

/// <summary>How one text differs from another.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Place">The character it happened to, from 1; of a part, how many characters it has.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Slip(SlipKind Kind, int Place)
{
    public static Slip None { get; }
}
