using System.Runtime.InteropServices;

namespace FedHub.Cli.Log.Checking;

/// <summary>How many entries were served in which form.</summary>
/// <param name="Whole">Nonce and payload, which open the leaf.</param>
/// <param name="Metadata">Metadata, for which nothing vouches.</param>
/// <param name="Erased">Erased at the end of their retention.</param>
/// <param name="Withheld">Not this reader's.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OpeningsCount(long Whole, long Metadata, long Erased, long Withheld)
{
    public long All => Whole + Metadata + Erased + Withheld;

    public override string ToString() => FormattableString.Invariant($"{Whole} whole, {Metadata} metadata only, {Erased} erased, {Withheld} not ours to read");
}
