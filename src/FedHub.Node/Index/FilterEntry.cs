namespace FedHub.Node.Index;

/// <summary>One entry of a filter.</summary>
/// <param name="Tag">Truncated tag.</param>
/// <param name="Label">24 bits; 0 where the filter has no labels.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct FilterEntry(ulong Tag, uint Label) : IComparable<FilterEntry>
{
    public int CompareTo(FilterEntry other) => Tag == other.Tag ? Label.CompareTo(other.Label) : Tag.CompareTo(other.Tag);

    public static bool operator <(FilterEntry left, FilterEntry right) => left.CompareTo(right) < 0;

    public static bool operator >(FilterEntry left, FilterEntry right) => left.CompareTo(right) > 0;

    public static bool operator <=(FilterEntry left, FilterEntry right) => left.CompareTo(right) <= 0;

    public static bool operator >=(FilterEntry left, FilterEntry right) => left.CompareTo(right) >= 0;
}
