namespace FedHub.Node.Records;

/// <summary>One field of a record, as a policy may release it.</summary>
/// <param name="Name">Name from the record schema (<see cref="RecordSchema"/>) or a free <c>summary.*</c> field.</param>
/// <param name="Value">Its text; several values are separated by <c>; </c>.</param>
public sealed record RecordField(string Name, string Value)
{
    /// <summary>The name only: values are about a person.</summary>
    public override string ToString() => $"RecordField({Name})";
}
