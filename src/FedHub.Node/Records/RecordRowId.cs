using System.Globalization;

namespace FedHub.Node.Records;

/// <summary>Names a record inside this node's database. Never reused, never sent.</summary>
/// <param name="Value">Counted up from 1.</param>
public readonly record struct RecordRowId(long Value)
{
    /// <summary>The number in decimal.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
