using FedHub.Cryptography;

namespace FedHub.Cli.Log.Records;

/// <summary>One class of an opened record.</summary>
/// <param name="Keys">The search keys: kind, unit separator, value.</param>
/// <param name="Elements">What they and the padding make, in order.</param>
internal sealed record OpenedClass(IReadOnlyList<string> Keys, IReadOnlyList<GroupElement> Elements)
{
    /// <summary>The type only: the keys are identifiers.</summary>
    public override string ToString() => nameof(OpenedClass);
}
