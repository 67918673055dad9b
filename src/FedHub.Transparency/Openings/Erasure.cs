using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FedHub.Transparency;

/// <summary>What a <see cref="AuditKind.PayloadsErased"/> entry says: so many payloads of a kind are gone, between two entries.</summary>
/// <param name="Kind">Of which kind they were.</param>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them; those between of other kinds are as they were.</param>
/// <param name="Count">How many.</param>
public sealed record Erasure(AuditKind Kind, long First, long Last, long Count)
{
    /// <summary>Reads an entry; false for another kind, and for numbers that no hub writes.</summary>
    /// <param name="index">The entry that says it: it comes after what was erased.</param>
    /// <param name="payload">Its payload, which opened the leaf.</param>
    /// <param name="erasure">What it says.</param>
    public static bool TryRead(long index, AuditPayload payload, [NotNullWhen(true)] out Erasure? erasure)
    {
        erasure = null;
        if (payload.Kind != AuditKind.PayloadsErased
            || !AuditKinds.TryParse(Field("kind"), out var kind)
            || Number("first") is not { } first || Number("last") is not { } last || Number("count") is not { } count
            || first > last || last >= index || count < 1 || count > last - first + 1)
        {
            return false;
        }

        erasure = new Erasure(kind, first, last, count);
        return true;

        string Field(string name) => payload.Details.FirstOrDefault(detail => detail.Name == name)?.Value ?? "";

        long? Number(string name) => long.TryParse(Field(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
